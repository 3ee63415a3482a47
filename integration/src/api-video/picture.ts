import { readBody } from './http/body.js';

/** A picture as a delivery host gave it. */
export interface Picture {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
}

/** The largest picture that is read, in bytes. */
export const MAX_PICTURE = 2 * 1024 * 1024;

const TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);
const TIMEOUT = 10_000;

/** Why there is no picture: `refused` when its token or session no longer counts. */
export type PictureFailure = 'refused' | 'unavailable' | 'not-an-image';

const mediaType = ({ headers }: Response) =>
  headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';

function failureOf(response: Response): PictureFailure | undefined {
  if (response.status >= 400 && response.status < 500) return 'refused';
  if (response.status !== 200 || !response.body) return 'unavailable';
  return TYPES.has(mediaType(response)) ? undefined : 'not-an-image';
}

/** Fetches one picture, whose URL carries what gives it out. Never rejects, and follows no redirect. */
export async function fetchPicture(url: string, signal?: AbortSignal): Promise<Picture | PictureFailure> {
  const late = AbortSignal.timeout(TIMEOUT);
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: signal ? AbortSignal.any([late, signal]) : late,
    });
    const failure = failureOf(response);
    if (failure) {
      await response.body?.cancel();
      return failure;
    }
    const read = await readBody(response, MAX_PICTURE);
    return read ? { bytes: new Uint8Array(read), type: mediaType(response) } : 'not-an-image';
  } catch {
    return 'unavailable';
  }
}
