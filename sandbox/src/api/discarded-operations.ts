import { jsonBody } from '../http/json-body.js';
import { invalid, jsonAnswer, notFound, problemAnswer } from '../http/problem.js';
import { among, VIDEO_QUERY } from './list-query.js';
import type { Operation } from './operation.js';
import { pageAnswer, paging } from './paging.js';
import { parseQuery } from './query.js';
import { bareView, writtenView } from './video-view.js';

/**
 * The bin of Video Restore (api-video.md, "Discarded videos"): its videos have no assets, so reading them mints
 * nothing.
 */
export const listDiscarded: Operation = (world, { url }) => {
  const query = parseQuery(url.searchParams, { ...paging(world.switches.minPageSize), ...VIDEO_QUERY });
  if ('refused' in query) return query.refused;
  const { sortBy, sortOrder } = query.values;
  const videos = among(world.videos.discarded(sortBy, sortOrder), query.values);
  return pageAnswer(world, url, query.values, videos, (video) => bareView(world, video));
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
