import { jsonBody } from '../http/json-body.js';
import { invalid, jsonAnswer, notFound, problemAnswer, required } from '../http/problem.js';
import { encodingOf } from '../state/encoding.js';
import { imageFile } from './image-file.js';
import type { Operation } from './operation.js';
import { secondsOf } from './timecode.js';
import { writtenView } from './video-view.js';

export const uploadThumbnail: Operation = async (world, request, { videoId = '' }) => {
  const image = await imageFile(world, request);
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  if ('status' in image) return image;
  const updated = { ...video, thumbnail: image, updatedAt: world.clock() };
  world.videos.put(updated);
  return jsonAnswer(200, writtenView(world, updated));
};

/** Takes an uploaded image away again; beyond the video's end it means its first second. */
export const pickThumbnail: Operation = async (world, request, { videoId = '' }) => {
  const body = await jsonBody(request);
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  if ('refused' in body) return body.refused;
  const { timecode } = body.payload;
  if (timecode === undefined) return problemAnswer(400, required('timecode'));
  const seconds = secondsOf(timecode);
  if (seconds === undefined)
    return problemAnswer(400, invalid('timecode', 'The value must be a timecode or whole seconds.'));
  const { info } = encodingOf(video.media, world.clock(), world.switches.encodingTime);
  const { thumbnail: _uploaded, ...rest } = video;
  const updated = {
    ...rest,
    thumbnailAt: seconds <= (info?.duration ?? 0) ? seconds : 0,
    updatedAt: world.clock(),
  };
  world.videos.put(updated);
  return jsonAnswer(200, writtenView(world, updated));
};
