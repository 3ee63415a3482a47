import { USUAL_WAIT } from '../../contract/durations.js';
/** Why a whole request was refused; part of the HTTP contract. */
export type ProblemCode =
  | 'malformed'
  | 'too-many-grants'
  | 'foreign-origin'
  | 'method-not-allowed'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'rate-limited'
  | 'not-configured'
  | 'unavailable';

const PROBLEMS: Record<ProblemCode, { status: number; title: string }> = {
  malformed: { status: 400, title: 'The body must be JSON of the form { "grants": ["…"] }.' },
  'too-many-grants': { status: 400, title: 'At most 100 grants can be asked for at once.' },
  'foreign-origin': { status: 403, title: 'Only pages of this site may ask.' },
  'method-not-allowed': { status: 405, title: 'This address answers POST only.' },
  'body-too-large': { status: 413, title: 'The body is larger than 64 KiB.' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json.' },
  'rate-limited': { status: 429, title: 'Too many requests. Wait as long as Retry-After says.' },
  'not-configured': { status: 503, title: 'This site is not configured to issue tokens.' },
  unavailable: { status: 503, title: 'No tokens can be issued at the moment.' },
};

/** Every answer of ours says that it must not be kept and is what it says it is. */
export const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
} as const;

export function problem(code: ProblemCode, retryAfter = USUAL_WAIT): Response {
  const { status, title } = PROBLEMS[code];
  return new Response(JSON.stringify({ type: 'about:blank', title, status, code }), {
    status,
    headers: {
      ...SAFE_HEADERS,
      'content-type': 'application/problem+json',
      ...(status === 405 ? { allow: 'POST' } : {}),
      ...(status === 503 || status === 429 ? { 'retry-after': String(retryAfter) } : {}),
    },
  });
}

/** An answer whose JSON is written already. As a stream its bytes are sent as they are, otherwise copied first. */
export function json(bytes: Uint8Array): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  return new Response(body, {
    headers: { ...SAFE_HEADERS, 'content-type': 'application/json' },
  });
}
