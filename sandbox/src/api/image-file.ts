import type { Answer, Incoming } from '../http/exchange.js';
import { problemAnswer } from '../http/problem.js';
import type { Picture } from '../state/videos.js';
import type { World } from '../world.js';
import { receive, singleFile } from './receive.js';

const MAX_BYTES = 8 * 1024 * 1024;

/** First bytes of the images api.video takes (api-video.md, "Thumbnails"). */
const SIGNATURES = [
  { type: 'image/jpeg', at: 0, bytes: 'ffd8ff' },
  { type: 'image/png', at: 0, bytes: '89504e47' },
  { type: 'image/webp', at: 8, bytes: '57454250' },
];

/** The one image of a request, at most 8 MiB, or the 400 that refuses it. */
export async function imageFile(world: World, request: Incoming): Promise<Picture | Answer> {
  const file = singleFile(await receive(world, request, MAX_BYTES));
  if ('title' in file) return problemAnswer(400, file);
  const { bytes } = file;
  const signature = SIGNATURES.find(
    ({ at, bytes: hex }) => bytes.toString('hex', at, at + hex.length / 2) === hex,
  );
  if (signature && bytes.length <= MAX_BYTES) return { bytes, type: signature.type };
  return problemAnswer(400, {
    type: 'uploaded-file-extension-invalid',
    title: 'Only [jpeg, jpg, JPG, JPEG] extensions are supported.',
    name: 'file',
  });
}
