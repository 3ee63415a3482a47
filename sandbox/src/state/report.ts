import type { Counters } from './counters.js';
import type { TokenStore } from './private-tokens.js';

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
