import type { OpenedGrant } from '../../grants/seal.js';
import type { ProblemCode } from '../http/problem.js';
import type { OpenGrant, RequestedGrants } from './requested-grants.js';

/** Grants remembered at least; twice as many at most. A grant of a public gallery is about 200 characters. */
const GRANTS = 5000;
/** Characters of bodies remembered at least; twice as many and two bodies more at most. */
const BODIES = 1024 * 1024;
/** What a body is counted for besides its characters, since what it asks for is remembered with it. */
const BODY_ITSELF = 512;

interface Cache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/** Two generations, of which the older one goes: what is not asked for any more goes with it. */
function createCache<Value>(size: number, weigh: (value: Value) => number): Cache<Value> {
  let recent = new Map<string, Value>();
  let older = new Map<string, Value>();
  let weight = 0;
  function set(key: string, value: Value): void {
    if (weight >= size) {
      older = recent;
      recent = new Map();
      weight = 0;
    }
    if (!recent.has(key)) weight += weigh(value);
    recent.set(key, value);
  }
  return {
    get(key) {
      const known = recent.get(key);
      if (known !== undefined) return known;
      const old = older.get(key);
      if (old !== undefined) set(key, old);
      return old;
    },
    set,
  };
}

/**
 * A grant is the same for every visitor, and opening one is the dearest part of an answer from the pool: the genuine
 * ones are remembered. What is not genuine is never kept.
 */
export function cacheVerifiedGrants(openGrant: OpenGrant, size = GRANTS): OpenGrant {
  const cache = createCache<OpenedGrant>(size, () => 1);
  return (grant) => {
    const known = cache.get(grant);
    if (known) return known;
    const opened = openGrant(grant);
    if (opened.status === 'open') cache.set(grant, opened);
    return opened;
  };
}

/** Enough of a body to tell it from most others, so that a map need not look at all of it. */
const KEY = 80;

/** What the pages of a site send, to the letter: nobody fills the memory with variations of it. */
const PLAIN = /^\{"grants":\["[\w-]+"(,"[\w-]+")*\]\}$/;

const isWorthKeeping = (body: string, { opened }: RequestedGrants): boolean =>
  PLAIN.test(body) && opened.every(({ status }) => status === 'open');

/** Visitors of one page send the same bodies. Those are remembered whose grants are genuine, every one. */
export function cacheRequests(
  parse: (body: string) => RequestedGrants | ProblemCode,
  size = BODIES,
): (body: string) => RequestedGrants | ProblemCode {
  const cache = createCache<{ body: string; requested: RequestedGrants }>(
    size,
    ({ body }) => body.length + BODY_ITSELF,
  );
  return (body) => {
    const key = `${body.length} ${body.slice(0, KEY)} ${body.slice(-KEY)}`;
    const known = cache.get(key);
    if (known?.body === body) return known.requested;
    const requested = parse(body);
    if (typeof requested !== 'string' && isWorthKeeping(body, requested)) cache.set(key, { body, requested });
    return requested;
  };
}
