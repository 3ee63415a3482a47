import { createHash } from 'node:crypto';

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

async function readBytes(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_PICTURE) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Fetches one thumbnail; the URL carries its session. Never rejects, and follows no redirect. */
export async function fetchPicture(url: string): Promise<Picture | PictureFailure> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) });
    if (response.status >= 400 && response.status < 500) return 'refused';
    if (response.status !== 200 || !response.body) return 'unavailable';
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (!TYPES.has(type)) return 'not-a-picture';
    const bytes = await readBytes(response.body);
    if (!bytes) return 'not-a-picture';
    return { bytes, type, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
  } catch {
    return 'unavailable';
  }
}
