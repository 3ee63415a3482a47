import { requestedGrants } from '../access/requested-grants.js';
import { type RequestContext, seconds } from '../context.js';
import { problem, SAFE_HEADERS } from '../http/problem.js';

/** Browsers may keep the bytes of a thumbnail, and ask each time whether they still may show it. */
const THUMBNAIL_HEADERS = {
  ...SAFE_HEADERS,
  'cache-control': 'private, no-cache',
  'cross-origin-resource-policy': 'same-origin',
  vary: 'Cookie',
} as const;

function refused(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...SAFE_HEADERS, ...headers } });
}

/** `GET {base}/_vitrine/thumbnail/{grant}`: the bytes of a thumbnail, for those who may watch its video. */
export async function answerThumbnail(context: RequestContext, grant: string): Promise<Response> {
  const { request, visitor, openGrant, authorizer, decide, limits, tokenService, emit } = context;
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405, { allow: 'GET, HEAD' });
  if (/^(cross-site|same-site)$/.test(request.headers.get('sec-fetch-site') ?? '')) return refused(403);
  const wait = await limits.admitThumbnail(visitor);
  if (wait > 0) {
    emit({ type: 'limited', route: 'thumbnail' });
    return refused(429, { 'retry-after': String(seconds(wait)) });
  }
  const {
    opened: [opened],
    groups,
  } = requestedGrants([grant], openGrant);
  if (opened?.status === 'stale') return refused(410);
  if (opened?.status !== 'open') return refused(403);
  const { videos } = await decide(groups, authorizer);
  if (!videos.has(opened.payload)) return refused(403);
  if (!tokenService) return problem('not-configured');
  const result = await tokenService.thumbnails.get(opened.payload, {
    visitor,
    allowance: limits.readsOf(visitor),
  });
  if ('status' in result) {
    return result.status === 'gone' ? refused(404) : refused(503, { 'retry-after': String(result.retryIn) });
  }
  const headers = { ...THUMBNAIL_HEADERS, etag: result.etag };
  if (request.headers.get('if-none-match') === result.etag)
    return new Response(null, { status: 304, headers });
  return new Response(result.bytes, {
    headers: { ...headers, 'content-type': result.type, 'content-length': String(result.bytes.byteLength) },
  });
}
