import { jsonBody } from '../http/json-body.js';
import { jsonAnswer, notFound, problemAnswer, required } from '../http/problem.js';
import { broadcast } from '../live/broadcast.js';
import type { LiveStream } from '../state/live-streams.js';
import { applyRules, flag, name, text } from './attribute-rules.js';
import { imageFile } from './image-file.js';
import { readLiveView, writtenLiveView } from './live-stream-view.js';
import type { Operation } from './operation.js';
import { pageAnswer, paging } from './paging.js';
import { oneOf, parseQuery, single } from './query.js';
import { parseRestreams } from './restreams.js';

const missing = () => notFound('liveStreamId');

export const listLiveStreams: Operation = (world, { url }) => {
  const query = parseQuery(url.searchParams, {
    ...paging(world.switches.minPageSize),
    streamKey: single,
    name: single,
    sortBy: oneOf(['createdAt', 'updatedAt', 'name'], 'createdAt'),
    sortOrder: oneOf(['asc', 'desc'], 'desc'),
  });
  if ('refused' in query) return query.refused;
  const { streamKey: key, sortBy, sortOrder } = query.values;
  const part = query.values.name?.toLowerCase() ?? '';
  const sign = sortOrder === 'asc' ? 1 : -1;
  const streams = world.liveStreams
    .all()
    .filter((stream) => stream.name.toLowerCase().includes(part) && (!key || stream.streamKey === key))
    .sort((a, b) => (a[sortBy] < b[sortBy] ? -sign : a[sortBy] > b[sortBy] ? sign : 0));
  return pageAnswer(world, url, query.values, streams, (stream) => readLiveView(world, stream));
};

export const getLiveStream: Operation = (world, _request, { liveStreamId = '' }) => {
  const stream = world.liveStreams.get(liveStreamId);
  return stream ? jsonAnswer(200, readLiveView(world, stream)) : missing();
};

type Settable = Pick<LiveStream, 'name' | 'public' | 'playerId'>;

function parsePayload(payload: Record<string, unknown>) {
  const { attributes, problems } = applyRules<Settable>(
    { name, public: flag, playerId: { ...text, clears: true } },
    payload,
  );
  const { restreams, problems: restreamProblems } = parseRestreams(payload.restreams);
  const given = payload.restreams === undefined ? {} : { restreams };
  return { attributes: { ...attributes, ...given }, problems: [...problems, ...restreamProblems] };
}

export const createLiveStream: Operation = async (world, request) => {
  const body = await jsonBody(request);
  if ('refused' in body) return body.refused;
  const { attributes, problems } = parsePayload(body.payload);
  if (body.payload.name === undefined) problems.unshift(required('name'));
  const [first, ...others] = problems;
  if (first) return problemAnswer(400, first, ...others);
  const now = world.clock();
  const stream: LiveStream = {
    liveStreamId: `li${world.random.alphanumeric('live', 22)}`,
    name: '',
    streamKey: world.random.uuid('stream-key'),
    public: true,
    restreams: [],
    createdAt: now,
    updatedAt: now,
    ...attributes,
  };
  world.liveStreams.put(stream);
  return jsonAnswer(200, writtenLiveView(world, stream));
};

export const updateLiveStream: Operation = async (world, request, { liveStreamId = '' }) => {
  const body = await jsonBody(request);
  const stream = world.liveStreams.get(liveStreamId);
  if (!stream) return missing();
  if ('refused' in body) return body.refused;
  const { attributes, problems } = parsePayload(body.payload);
  const [first, ...others] = problems;
  if (first) return problemAnswer(400, first, ...others);
  const updated = { ...stream, ...attributes, updatedAt: world.clock() };
  world.liveStreams.put(updated);
  return jsonAnswer(200, writtenLiveView(world, updated));
};

export const deleteLiveStream: Operation = (world, _request, { liveStreamId = '' }) =>
  world.liveStreams.delete(liveStreamId) ? { status: 204 } : missing();

export const uploadLiveThumbnail: Operation = async (world, request, { liveStreamId = '' }) => {
  const image = await imageFile(world, request);
  const stream = world.liveStreams.get(liveStreamId);
  if (!stream) return missing();
  if ('status' in image) return image;
  const updated = { ...stream, thumbnail: image, updatedAt: world.clock() };
  world.liveStreams.put(updated);
  return jsonAnswer(201, writtenLiveView(world, updated));
};

export const deleteLiveThumbnail: Operation = (world, _request, { liveStreamId = '' }) => {
  const stream = world.liveStreams.get(liveStreamId);
  if (!stream) return missing();
  const { thumbnail: _thumbnail, ...rest } = stream;
  const updated = { ...rest, updatedAt: world.clock() };
  world.liveStreams.put(updated);
  return jsonAnswer(200, writtenLiveView(world, updated));
};

/** Ends a broadcast, if there is one. */
export const completeLiveStream: Operation = (world, _request, { liveStreamId = '' }) => {
  if (!world.liveStreams.get(liveStreamId)) return missing();
  broadcast(world, liveStreamId, false);
  return { status: 202 };
};
