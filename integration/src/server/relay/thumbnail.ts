import type { OpenedGrant } from '../../shared/grant.js';
import type { Wanted } from '../issuing/issued.js';
import type { Permit } from '../permit.js';
import { problem, SAFE_HEADERS } from '../problem.js';
import type { PictureResult } from './pictures.js';

export interface ThumbnailContext {
  request: Request;
  grant: string;
  open: (grant: string) => OpenedGrant;
  permit: Permit;
  /** Undefined while the site has no api.video key. */
  picture: ((wanted: Wanted) => Promise<PictureResult>) | undefined;
}

/** Browsers may keep the bytes of a picture, and ask each time whether they still may show it. */
const PICTURE_HEADERS = {
  ...SAFE_HEADERS,
  'cache-control': 'private, no-cache',
  'cross-origin-resource-policy': 'same-origin',
  vary: 'Cookie',
} as const;

function refused(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...SAFE_HEADERS, ...headers } });
}

/** `GET {base}/_vitrine/thumbnail/{grant}`: the bytes of a thumbnail, for those who may watch its video. */
export async function answerThumbnail(context: ThumbnailContext): Promise<Response> {
  const { request, grant, open, permit, picture } = context;
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405, { allow: 'GET, HEAD' });
  if (/^(cross-site|same-site)$/.test(request.headers.get('sec-fetch-site') ?? '')) return refused(403);
  const opened = open(grant);
  if (opened.status === 'stale') return refused(410);
  if (opened.status === 'forged') return refused(403);
  const { videoId, access } = opened.payload;
  if (!(await permit(access, [videoId])).has(videoId)) return refused(403);
  if (!picture) return problem('not-configured');
  const result = await picture(opened.payload);
  if ('status' in result) {
    return result.status === 'gone' ? refused(404) : refused(503, { 'retry-after': String(result.retryIn) });
  }
  const headers = { ...PICTURE_HEADERS, etag: result.etag };
  if (request.headers.get('if-none-match') === result.etag)
    return new Response(null, { status: 304, headers });
  return new Response(result.bytes, {
    headers: { ...headers, 'content-type': result.type, 'content-length': String(result.bytes.byteLength) },
  });
}
