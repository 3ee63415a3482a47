import type { Incoming } from '../http/exchange.js';
import { type Multipart, multipart, type UploadedFile } from '../http/multipart.js';
import type { Problem } from '../http/problem.js';
import { bytesOf } from '../state/video-media.js';
import type { World } from '../world.js';

/** A single request may carry 200 MiB (api-video.md, "Uploads"). */
const REQUEST_LIMIT = 200 * 1024 * 1024;
/** What multipart adds around a file. */
const ENVELOPE = 64 * 1024;

/** Room that is left for uploads, in bytes; thumbnails and tracks count as well. */
export function roomLeft(world: World): number {
  let used = 0;
  for (const { media, thumbnail, captions, chapters } of world.videos.all()) {
    used += bytesOf(media) + (thumbnail?.bytes.length ?? 0);
    for (const { vtt } of captions.values()) used += vtt.length;
    for (const vtt of chapters.values()) used += vtt.length;
  }
  return Math.max(0, world.uploadCap - used);
}

/** A multipart body with files, no larger than what may still be kept. */
export const receive = (world: World, request: Incoming, limit = REQUEST_LIMIT): Promise<Multipart> =>
  multipart(request, Math.min(limit, roomLeft(world)) + ENVELOPE);

const problem = (type: string, title: string): Problem => ({ type, title, name: 'file' });

/** The one file of a request, or what is wrong with it (api-video.md, "Uploads"). */
export function singleFile({ files }: Multipart): UploadedFile | Problem {
  const [file, another] = files;
  if (!file) return problem('uploaded-file-no-file', 'There is no uploaded file in the request.');
  if (another)
    return problem('uploaded-file-multiple-files', 'There is more than one uploaded file in the request.');
  return file;
}
