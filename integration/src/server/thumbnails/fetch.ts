import { createHash } from 'node:crypto';
import { readBody } from '../../api-video/http/body.js';

/** A thumbnail as it came from api.video, kept in memory. */
export interface Picture {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

/** The largest picture that is relayed, in bytes. */
export const MAX_PICTURE = 2 * 1024 * 1024;

const TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);
const TIMEOUT = 10_000;

/** Why there is no picture: `refused` when its session no longer counts. */
export type PictureFailure = 'refused' | 'unavailable' | 'not-a-picture';

const mediaType = ({ headers }: Response) =>
  headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';

function failureOf(response: Response): PictureFailure | undefined {
  if (response.status >= 400 && response.status < 500) return 'refused';
  if (response.status !== 200 || !response.body) return 'unavailable';
  return TYPES.has(mediaType(response)) ? undefined : 'not-a-picture';
}

/** Fetches one thumbnail; the URL carries its session. Never rejects, and follows no redirect. */
export async function fetchPicture(url: string): Promise<Picture | PictureFailure> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) });
    const failure = failureOf(response);
    if (failure) {
      await response.body?.cancel();
      return failure;
    }
    const read = await readBody(response, MAX_PICTURE);
    if (!read) return 'not-a-picture';
    const bytes = new Uint8Array(read);
    const type = mediaType(response);
    return { bytes, type, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
  } catch {
    return 'unavailable';
  }
}
