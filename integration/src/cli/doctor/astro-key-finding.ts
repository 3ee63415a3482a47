import { isAstroKey, WEAK_ASTRO_KEY } from '../../grants/astro-key.js';
import type { Finding } from './finding.js';

/** What the key that grants are sealed with is worth: said only where it is one that can be guessed. */
export function examineAstroKey(key: string | undefined): Finding[] {
  if (!key?.trim() || isAstroKey(key)) return [];
  return [{ id: 'astro-key', level: 'problem', found: WEAK_ASTRO_KEY.message, advice: WEAK_ASTRO_KEY.hint }];
}
