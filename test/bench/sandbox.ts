import type { Bench } from './figure.js';
import { conformance } from './sandbox/conformance.js';
import { firstUse } from './sandbox/first-use.js';
import { start } from './sandbox/start.js';
import { tokens } from './sandbox/tokens.js';

/** How well the sandbox stands in for api.video, and what it costs. */
export const bench: Bench = async () => [
  ...(await conformance()),
  ...(await firstUse()),
  ...(await tokens()),
  ...(await start()),
];
