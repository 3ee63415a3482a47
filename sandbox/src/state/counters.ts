import type { TokenStore } from './private-tokens.js';
import type { RequestClass } from './rate-limits.js';

/** For assertions: what clients cost. Token figures come from the token store. */
export interface Counters {
  /** Management calls that were answered, by class. */
  reads: number;
  writes: number;
  uploads: number;
  /** Management calls that met the limit. */
  limited: number;
  /** Requests to a delivery host that carried the API key: must stay 0. */
  keyOnDeliveryHost: number;
  /** Tokens used up by an asset request instead of `/session`. */
  burned: number;
  /** Delivery requests that were refused. */
  refused: number;
  /** What players have told the collector. */
  pings: number;
  sessionCallsPerToken: Map<string, number>;
}

export function createCounters(): Counters {
  return {
    reads: 0,
    writes: 0,
    uploads: 0,
    limited: 0,
    keyOnDeliveryHost: 0,
    burned: 0,
    refused: 0,
    pings: 0,
    sessionCallsPerToken: new Map(),
  };
}

export function countCall(counters: Counters, kind: RequestClass, limited: boolean): void {
  if (limited) counters.limited += 1;
  else counters[kind] += 1;
}

/** What tests and the admin page read. */
export interface CounterReport extends Omit<Counters, 'sessionCallsPerToken'> {
  /** Private tokens made. */
  minted: number;
  /** Private tokens used up. */
  used: number;
  /** Private tokens made and not used so far. */
  wasted: number;
  sessions: number;
  /** Calls of `/session` by private token. */
  sessionCallsPerToken: Record<string, number>;
}

export function reportCounters({
  counters,
  tokens,
}: {
  counters: Counters;
  tokens: TokenStore;
}): CounterReport {
  return {
    ...tokens.counts(),
    ...counters,
    sessionCallsPerToken: Object.fromEntries(counters.sessionCallsPerToken),
  };
}
