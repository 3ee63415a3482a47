import { jsonBody } from '../http/json-body.js';
import { invalid, jsonAnswer, notFound, problemAnswer, required } from '../http/problem.js';
import { encodingOf } from '../state/encoding.js';
import type { Operation } from './call.js';
import { receive, singleFile } from './receive.js';
import { secondsOf } from './timecode.js';
import { writtenView } from './views.js';

const MAX_BYTES = 8 * 1024 * 1024;

/** First bytes of the images api.video takes (apivideo-contract 8.4). */
const SIGNATURES = [
  { type: 'image/jpeg', at: 0, bytes: 'ffd8ff' },
  { type: 'image/png', at: 0, bytes: '89504e47' },
  { type: 'image/webp', at: 8, bytes: '57454250' },
];

export const uploadThumbnail: Operation = async (world, request, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  const file = singleFile(await receive(world, request, MAX_BYTES));
  if (!(file instanceof File)) return problemAnswer(400, file);
  const bytes = Buffer.from(await file.arrayBuffer());
  const signature = SIGNATURES.find(
    ({ at, bytes: hex }) => bytes.toString('hex', at, at + hex.length / 2) === hex,
  );
  if (!signature || bytes.length > MAX_BYTES) {
    return problemAnswer(400, {
      type: 'uploaded-file-extension-invalid',
      title: 'Only [jpeg, jpg, JPG, JPEG] extensions are supported.',
      name: 'file',
    });
  }
  const updated = { ...video, thumbnail: { bytes, type: signature.type }, updatedAt: world.clock() };
  world.videos.put(updated);
  return jsonAnswer(200, writtenView(world, updated));
};

/** Takes an uploaded image away again; beyond the video's end it means its first second. */
export const pickThumbnail: Operation = async (world, request, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  const body = await jsonBody(request);
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
