import type { IssuerState } from '../issuer-state.js';

/** How many more ready sessions of a video are worth having. */
export function shortfall({ demand, pool, poolLimits, inFlight }: IssuerState, videoId: string): number {
  const target = Math.min(demand.target(videoId), poolLimits.perVideo);
  return target - pool.count(videoId) - inFlight.of(videoId);
}
