import type { Answer, Incoming } from '../http/exchange.js';
import type { World } from '../world.js';

/** One management operation. */
export type Operation = (
  world: World,
  request: Incoming,
  parameters: Record<string, string>,
) => Answer | Promise<Answer>;
