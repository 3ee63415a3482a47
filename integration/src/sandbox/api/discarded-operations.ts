import { jsonBody } from '../http/json-body.js';
import { invalid, jsonAnswer, notFound, problemAnswer } from '../http/problem.js';
import type { Operation } from './call.js';
import { parseListQuery } from './list-query.js';
import { pageAnswer, parsePage } from './paging.js';
import { bareView, writtenView } from './views.js';

/** The bin of Video Restore (apivideo-contract 8.2): its videos have no assets, so reading them mints nothing. */
export const listDiscarded: Operation = (world, { url }) => {
  const page = parsePage(url.searchParams, world.switches.minPageSize);
  if ('status' in page) return page;
  const query = parseListQuery(url.searchParams);
  if ('status' in query) return query;
  const videos = query.among(world.videos.discarded());
  return pageAnswer(world, url, page, videos, (video) => bareView(world, video));
};

export const getDiscarded: Operation = (world, _request, { videoId = '' }) => {
  const video = world.videos.getDiscarded(videoId);
  return video ? jsonAnswer(200, bareView(world, video)) : notFound('videoId');
};

export const restoreVideo: Operation = async (world, request, { videoId = '' }) => {
  const body = await jsonBody(request);
  const video = world.videos.getDiscarded(videoId);
  if (!video) return notFound('videoId');
  if ('refused' in body) return body.refused;
  if (body.payload.discarded !== false)
    return problemAnswer(400, invalid('discarded', 'Value must be false.'));
  const { discardedAt: _discardedAt, ...restored } = video;
  world.videos.put(restored);
  return jsonAnswer(200, writtenView(world, restored));
};
