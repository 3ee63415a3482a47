import { LRUCache } from 'lru-cache';
import type { RequestedGrants } from '../access/requested-grants.js';
import type { ParseRequest } from './parse-request.js';

/** Characters of bodies remembered at most. */
const BODIES = 2 * 1024 * 1024;
/** What a body is counted for besides its characters, since what it asks for is remembered with it. */
const BODY_ITSELF = 512;

/** Enough of a body to tell it from most others, so that a map need not look at all of it. */
const KEY = 80;

/** What the pages of a site send, to the letter: nobody fills the memory with variations of it. */
const PLAIN = /^\{"grants":\["[\w-]+"(,"[\w-]+")*\]\}$/;

const isWorthKeeping = (body: string, { opened }: RequestedGrants): boolean =>
  PLAIN.test(body) && opened.every(({ status }) => status === 'open');

/** Visitors of one page send the same bodies. Those are remembered whose grants are genuine, every one. */
export function cacheRequests(parse: ParseRequest, size = BODIES): ParseRequest {
  const cache = new LRUCache<string, { body: string; requested: RequestedGrants }>({
    maxSize: size,
    sizeCalculation: ({ body }) => body.length + BODY_ITSELF,
  });
  return (body) => {
    const key = `${body.length} ${body.slice(0, KEY)} ${body.slice(-KEY)}`;
    const known = cache.get(key);
    if (known?.body === body) return known.requested;
    const requested = parse(body);
    if (typeof requested !== 'string' && isWorthKeeping(body, requested)) cache.set(key, { body, requested });
    return requested;
  };
}
