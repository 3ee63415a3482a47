import { jsonAnswer, notFound, problemAnswer, required } from '../http/problem.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import { type Attributes, parseAttributes } from './attributes.js';
import type { Operation } from './call.js';
import { jsonBody } from './json-body.js';
import { parseListQuery } from './list-query.js';
import { paged, parsePage } from './paging.js';
import { PLACEHOLDER_TOKEN, videoView } from './video-view.js';

/** A read of a private video mints a token for it (apivideo-contract 9.1). */
export function readView(world: World, video: VideoRecord) {
  return videoView(
    video,
    video.public ? undefined : world.tokens.mint(video.videoId),
    world.origins,
    world.switches,
  );
}

/** The answer to anything but a read: its token is a placeholder. */
export function writtenView(world: World, video: VideoRecord) {
  return videoView(video, video.public ? undefined : PLACEHOLDER_TOKEN, world.origins, world.switches);
}

const bareView = (world: World, video: VideoRecord) =>
  videoView(video, undefined, world.origins, world.switches);

export const listVideos: Operation = (world, { url }) => {
  const page = parsePage(url.searchParams, world.switches.minPageSize);
  if ('status' in page) return page;
  const query = parseListQuery(url.searchParams);
  if ('status' in query) return query;
  const videos = world.videos.sorted(query.sortBy, query.sortOrder).filter(query.matches);
  const view = world.switches.listTokens ? readView : bareView;
  return jsonAnswer(
    200,
    paged(videos, page, url, (video) => view(world, video)),
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
  const [first, ...others] = problems;
  if (first) return problemAnswer(400, first, ...others);
  const video = newVideo(world, attributes);
  world.videos.put(video);
  return jsonAnswer(201, writtenView(world, video));
};

function newVideo(world: World, attributes: Attributes): VideoRecord {
  const now = world.clock();
  return {
    videoId: `vi${world.random.alphanumeric('video', 22)}`,
    title: '',
    description: '',
    public: true,
    panoramic: false,
    mp4Support: true,
    tags: [],
    metadata: [],
    createdAt: now,
    publishedAt: now,
    updatedAt: now,
    ...attributes,
  };
}

export const updateVideo: Operation = async (world, request, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  const body = await jsonBody(request);
  if ('refused' in body) return body.refused;
  const { attributes, problems } = parseAttributes(body.payload);
  const [first, ...others] = problems;
  if (first) return problemAnswer(400, first, ...others);
  const updated = { ...video, ...attributes, updatedAt: world.clock() };
  world.videos.put(updated);
  return jsonAnswer(200, writtenView(world, updated));
};

/** To the bin, from where it may be restored (apivideo-contract 8.2). */
export const deleteVideo: Operation = (world, _request, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  world.videos.put({ ...video, discardedAt: world.clock() });
  return { status: 204 };
};
