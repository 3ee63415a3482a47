import type { Limits } from '../options.js';

export type RequestClass = 'reads' | 'writes' | 'uploads';

/** Where a request stands in its class's minute. */
export interface Quota {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Seconds until the window resets. */
  retryAfter: number;
}

export interface RateLimits {
  /** Counts one request; `undefined` when limiting is off. */
  take(kind: RequestClass): Quota | undefined;
  /** Looks without counting: for requests that never reach an account. */
  look(kind: RequestClass): Quota | undefined;
}

const WINDOW = 60_000;

/** Fixed windows of a minute, one per class of an account (api-video.md, "Rate limits"). */
export function createRateLimits(clock: () => number, limits: () => Limits): RateLimits {
  const windows = new Map<RequestClass, { start: number; count: number }>();

  function current(kind: RequestClass) {
    const start = Math.floor(clock() / WINDOW) * WINDOW;
    const known = windows.get(kind);
    if (known?.start === start) return known;
    const fresh = { start, count: 0 };
    windows.set(kind, fresh);
    return fresh;
  }

  function measure(kind: RequestClass, cost: 0 | 1): Quota | undefined {
    const configured = limits();
    if (configured === false) return undefined;
    const window = current(kind);
    const limit = configured[kind];
    const allowed = window.count + cost <= limit;
    if (allowed) window.count += cost;
    const retryAfter = Math.max(1, Math.ceil((window.start + WINDOW - clock()) / 1000));
    return { allowed, limit, remaining: Math.max(0, limit - window.count), retryAfter };
  }

  return { take: (kind) => measure(kind, 1), look: (kind) => measure(kind, 0) };
}
