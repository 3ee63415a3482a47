import { conformance } from './conformance.js';
import type { Figure } from './figure.js';
import { firstUse } from './first-use.js';
import { start } from './start.js';
import { tokens } from './tokens.js';

/** How well the sandbox stands in for api.video, and what it costs. */
export const BENCHES = { conformance, 'first-use': firstUse, tokens, start };

/** All of them, one after another. */
export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const measure of Object.values(BENCHES)) figures.push(...(await measure()));
  return figures;
}
