import type { Answer } from '../http/exchange.js';
import { jsonBody } from '../http/json-body.js';
import { isLoopback } from '../http/loopback.js';
import { invalid, jsonAnswer, notFound, problemAnswer, required } from '../http/problem.js';
import { newVideo } from '../state/new-video.js';
import type { VideoMedia } from '../state/video-media.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import { parseAttributes } from './attributes.js';
import { ingest } from './ingest.js';
import { among, VIDEO_QUERY } from './list-query.js';
import type { Operation } from './operation.js';
import { pageOfBytes, paging } from './paging.js';
import { parseQuery } from './query.js';
import { videoBytes } from './video-bytes.js';
import { readToken, readView, writtenView } from './video-view.js';

export const listVideos: Operation = (world, { url }) => {
  const query = parseQuery(url.searchParams, { ...paging(world.switches.minPageSize), ...VIDEO_QUERY });
  if ('refused' in query) return query.refused;
  const { sortBy, sortOrder } = query.values;
  const videos = among(world.videos.sorted(sortBy, sortOrder), query.values);
  const token = world.switches.listTokens ? readToken : () => undefined;
  return pageOfBytes(world, url, query.values, videos, (video) =>
    videoBytes(world, video, token(world, video)),
  );
};

export const getVideo: Operation = (world, _request, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  return video ? jsonAnswer(200, readView(world, video)) : notFound('videoId');
};

export const createVideo: Operation = async (world, request) => {
  const body = await jsonBody(request);
  if ('refused' in body) return body.refused;
  const { attributes, problems } = parseAttributes(body.payload);
  if (body.payload.title === undefined) problems.unshift(required('title'));
  const { source, transcriptSummary } = body.payload;
  const media = initialMedia(world, source);
  if (!media)
    problems.push(invalid('source', 'The sandbox takes a video id of its own, or a URL on this machine.'));
  const [first, ...others] = problems;
  if (first || !media) return problemAnswer(400, first ?? required('source'), ...others);
  const video = {
    ...newVideo(world, attributes),
    media,
    ...(transcriptSummary === true && { summary: true as const }),
  };
  world.videos.put(video);
  if (media.kind === 'ingesting') void ingest(world, video.videoId, String(source));
  return jsonAnswer(source === undefined ? 201 : 202, writtenView(world, video));
};

/** What a video begins with: nothing, another video's file, or a file that is on its way. */
function initialMedia(world: World, source: unknown): VideoMedia | undefined {
  if (source === undefined) return { kind: 'empty' };
  if (typeof source !== 'string') return undefined;
  return world.videos.get(source)?.media ?? (isLoopback(source) ? { kind: 'ingesting' } : undefined);
}

export const updateVideo: Operation = async (world, request, { videoId = '' }) => {
  const body = await jsonBody(request);
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  if ('refused' in body) return body.refused;
  const { attributes, problems } = parseAttributes(body.payload);
  const [first, ...others] = problems;
  if (first) return problemAnswer(400, first, ...others);
  const { transcriptSummary } = body.payload;
  if (transcriptSummary === true && video.summary) return summaryExists();
  const updated: VideoRecord = { ...video, ...attributes, updatedAt: world.clock() };
  if (transcriptSummary === true) updated.summary = true;
  world.videos.put(updated);
  return jsonAnswer(200, writtenView(world, updated));
};

const summaryExists = (): Answer =>
  problemAnswer(409, {
    type: 'summary-already-exists',
    title: 'A summary already exists or is being created on this video.',
    name: 'transcriptSummary',
    detail: 'You can delete the existing summary and generate a new one.',
  });

/** To the bin, from where it may be restored (api-video.md, "Discarded videos"). */
export const deleteVideo: Operation = (world, _request, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  world.videos.put({ ...video, discardedAt: world.clock() });
  return { status: 204 };
};
