import { atom } from '../http/atom-date.js';
import { jsonBody } from '../http/json-body.js';
import { invalid, jsonAnswer, notFound, problemAnswer } from '../http/problem.js';
import type { UploadToken } from '../state/upload-tokens.js';
import type { Operation } from './operation.js';
import { pageAnswer, paging } from './paging.js';
import { oneOf, parseQuery } from './query.js';

const MAX_TTL = 2_147_483_647;

const view = ({ token, ttl, createdAt, expiresAt }: UploadToken) => ({
  token,
  ttl,
  createdAt: atom(createdAt),
  expiresAt: expiresAt === null ? null : atom(expiresAt),
});

export const createUploadToken: Operation = async (world, request) => {
  const body = await jsonBody(request);
  if ('refused' in body) return body.refused;
  const { ttl = 0 } = body.payload;
  if (!Number.isInteger(ttl) || Number(ttl) < 0 || Number(ttl) > MAX_TTL) {
    return problemAnswer(400, invalid('ttl', `The value must be an integer from 0 to ${MAX_TTL}.`));
  }
  return jsonAnswer(200, view(world.uploadTokens.create(Number(ttl))));
};

export const listUploadTokens: Operation = (world, { url }) => {
  const query = parseQuery(url.searchParams, {
    ...paging(world.switches.minPageSize),
    sortBy: oneOf(['createdAt', 'ttl'], 'createdAt'),
    sortOrder: oneOf(['asc', 'desc'], 'asc'),
  });
  if ('refused' in query) return query.refused;
  const { sortBy, sortOrder } = query.values;
  const sign = sortOrder === 'asc' ? 1 : -1;
  const tokens = world.uploadTokens.active().sort((a, b) => sign * (a[sortBy] - b[sortBy]));
  return pageAnswer(world, url, query.values, tokens, view);
};

export const getUploadToken: Operation = (world, _request, { uploadToken = '' }) => {
  const token = world.uploadTokens.get(uploadToken);
  return token ? jsonAnswer(200, view(token)) : notFound('uploadToken');
};

export const deleteUploadToken: Operation = (world, _request, { uploadToken = '' }) =>
  world.uploadTokens.delete(uploadToken) ? { status: 204 } : notFound('uploadToken');
