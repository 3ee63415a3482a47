import { jsonBody } from '../http/json-body.js';
import { jsonAnswer, problemAnswer, required } from '../http/problem.js';
import type { Operation } from './operation.js';

/** Both calls refuse alike (api-video.md, "Refused logins"). */
const incorrect = () =>
  problemAnswer(400, {
    type: 'authentication-invalid-user-credentials',
    title: 'The user credentials were incorrect.',
    name: '',
  });

export const logIn: Operation = async (world, request) => {
  const body = await jsonBody(request);
  if ('refused' in body) return body.refused;
  const { apiKey } = body.payload;
  if (apiKey === undefined) return problemAnswer(400, required('apiKey'));
  return apiKey === world.apiKey ? jsonAnswer(200, world.accessTokens.issue()) : incorrect();
};

export const refresh: Operation = async (world, request) => {
  const body = await jsonBody(request);
  if ('refused' in body) return body.refused;
  const { refreshToken } = body.payload;
  if (refreshToken === undefined) return problemAnswer(400, required('refreshToken'));
  const answer = typeof refreshToken === 'string' ? world.accessTokens.refresh(refreshToken) : undefined;
  return answer ? jsonAnswer(200, answer) : incorrect();
};
