import { ApiVideoError, tooLarge } from '../errors.js';
import type { AnswerHeaders } from '../quota-window.js';
import { readBody } from './body.js';

/** The part of `fetch` that is used here. */
export type Fetch = (
  url: string,
  init: {
    headers: Record<string, string>;
    redirect: 'manual';
    signal: AbortSignal;
    /** The most bytes a body may have. The global `fetch` knows no limit: its bodies are counted here. */
    limit: number;
  },
) => Promise<{ status: number; headers: AnswerHeaders; text(): Promise<string> }>;

export interface Answer {
  status: number;
  headers: AnswerHeaders;
  text: string;
}

function unreachable(origin: string, error: unknown): ApiVideoError {
  const code = (error as { cause?: { code?: unknown } } | null)?.cause?.code;
  const why = typeof code === 'string' ? ` (${code})` : '';
  return new ApiVideoError(
    'unavailable',
    `${origin} could not be reached${why}. Check the network, and APIVIDEO_API_URL if it is set.`,
  );
}

/**
 * Ours, since `ky` is 310 kB, counts no bytes of a body, and goes through `fetch`: a small answer from the same machine
 * takes it 2.8 times the processor time of a session here, and 1.6 times that of a read by `fetch`.
 *
 * One HTTP exchange, body included, within `timeout` milliseconds. Redirects are not followed, so that neither
 * a key nor a token travels further than asked. A caller's own abort is passed on as it is.
 */
export async function send(
  fetch: Fetch,
  url: string,
  options: {
    headers?: Record<string, string>;
    timeout: number;
    /** The most bytes the body may have once it is decompressed, whatever the status. */
    limit: number;
    signal?: AbortSignal | undefined;
    /** Whether the body is read byte by byte: see `mendText`. */
    asBytes?: boolean;
  },
): Promise<Answer> {
  const { origin } = new URL(url);
  const { limit } = options;
  // A signal of `AbortSignal.timeout` would go off later, whatever became of the call.
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), options.timeout);
  const signal = options.signal ? AbortSignal.any([over.signal, options.signal]) : over.signal;
  try {
    const response = await fetch(url, { headers: options.headers ?? {}, redirect: 'manual', signal, limit });
    const text = await textOf(response, limit, options.asBytes);
    if (text === undefined) throw tooLarge(url, limit, response.status);
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    if (error instanceof ApiVideoError) throw error;
    if (over.signal.aborted) {
      throw new ApiVideoError('unavailable', `${origin} did not answer within ${options.timeout / 1000} s.`);
    }
    throw unreachable(origin, error);
  } finally {
    clearTimeout(timer);
  }
}

/** Ten times as fast as `response.text()`, and byte by byte a hundred times, which counts for lists of a hundred videos. */
async function textOf(
  response: Awaited<ReturnType<Fetch>>,
  limit: number,
  asBytes?: boolean,
): Promise<string | undefined> {
  if (!(response instanceof Response)) return response.text();
  return (await readBody(response, limit))?.toString(asBytes ? 'latin1' : 'utf8');
}

/** Parses JSON whatever its media type; undefined for anything else, such as a gateway's HTML. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
