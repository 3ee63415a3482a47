import { wholeSeconds } from '../../contract/durations.js';
import { type Redeemed, redeem } from '../access/redeem.js';
import { requestedGrants } from '../access/requested-grants.js';
import type { RequestContext } from '../context.js';
import { problem, SAFE_HEADERS } from '../http/problem.js';
import type { Thumbnail } from './fetch.js';
import type { ThumbnailResult } from './store.js';

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

const NOT_CONFIGURED = { status: 'not-configured' } as const;

type Refusal = Exclude<Redeemed<ThumbnailResult | typeof NOT_CONFIGURED>, Thumbnail>;

function refusedAs(refusal: Refusal | undefined): Response {
  switch (refusal?.status) {
    case 'stale':
      return refused(410);
    case 'gone':
      return refused(404);
    case 'busy':
      return refused(503, { 'retry-after': String(refusal.retryIn) });
    case 'not-configured':
      return problem('not-configured');
    default:
      return refused(403);
  }
}

/** `GET {base}/_vitrine/thumbnail/{grant}`: the bytes of a thumbnail, for those who may watch its video. */
export async function answerThumbnail(context: RequestContext, grant: string): Promise<Response> {
  const { request, visitor, openGrant, limits, tokenService, emit } = context;
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405, { allow: 'GET, HEAD' });
  if (/^(cross-site|same-site)$/.test(request.headers.get('sec-fetch-site') ?? '')) return refused(403);
  const wait = await limits.admitThumbnail(visitor);
  if (wait > 0) {
    emit({ type: 'limited', route: 'thumbnail' });
    return refused(429, { 'retry-after': String(wholeSeconds(wait)) });
  }
  const [result] = await redeem(requestedGrants([grant], openGrant), context, async ({ videos }) => {
    const [allowed] = videos;
    const found =
      allowed &&
      (await tokenService?.thumbnails.get(allowed, { visitor, allowance: limits.readsOf(visitor) }));
    return () => found ?? NOT_CONFIGURED;
  });
  if (!result || !('bytes' in result)) return refusedAs(result);
  const headers = { ...THUMBNAIL_HEADERS, etag: result.etag };
  if (request.headers.get('if-none-match') === result.etag)
    return new Response(null, { status: 304, headers });
  return new Response(result.bytes, {
    headers: { ...headers, 'content-type': result.type, 'content-length': String(result.bytes.byteLength) },
  });
}
