import { createHash } from 'node:crypto';
import { readBody } from '../../api-video/http/body.js';

/** A thumbnail as it came from api.video, kept in memory. */
export interface Thumbnail {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

/** The largest thumbnail that is relayed, in bytes. */
export const MAX_THUMBNAIL = 2 * 1024 * 1024;

const TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);
const TIMEOUT = 10_000;

/** Why there is no thumbnail: `refused` when its session no longer counts. */
export type ThumbnailFailure = 'refused' | 'unavailable' | 'not-an-image';

const mediaType = ({ headers }: Response) =>
  headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';

function failureOf(response: Response): ThumbnailFailure | undefined {
  if (response.status >= 400 && response.status < 500) return 'refused';
  if (response.status !== 200 || !response.body) return 'unavailable';
  return TYPES.has(mediaType(response)) ? undefined : 'not-an-image';
}

/** Fetches one thumbnail; the URL carries its session. Never rejects, and follows no redirect. */
export async function fetchThumbnail(url: string): Promise<Thumbnail | ThumbnailFailure> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) });
    const failure = failureOf(response);
    if (failure) {
      await response.body?.cancel();
      return failure;
    }
    const read = await readBody(response, MAX_THUMBNAIL);
    if (!read) return 'not-an-image';
    const bytes = new Uint8Array(read);
    const type = mediaType(response);
    return { bytes, type, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
  } catch {
    return 'unavailable';
  }
}
