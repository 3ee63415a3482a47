import { randomBytes } from 'node:crypto';
import { AstroError } from 'astro/errors';
import { isAstroKey, WEAK_ASTRO_KEY } from '../grants/astro-key.js';
import { deriveGrantSecret } from '../grants/keys.js';
import type { Environment } from './environment.js';
import { processWide } from './internals/process-wide.js';

/**
 * The secret that grants are sealed with, derived so that `ASTRO_KEY` itself is written nowhere. Without one, a
 * secret that lasts as long as this process. Throws for a key that can be guessed: a grant shows whether a guess is right.
 */
export function grantSecret(environment: Environment): { secret: string; temporary: boolean } {
  const given = environment.ASTRO_KEY?.trim();
  if (given) {
    if (!isAstroKey(given)) throw new AstroError(WEAK_ASTRO_KEY.message, WEAK_ASTRO_KEY.hint);
    return { secret: deriveGrantSecret(given), temporary: false };
  }
  const { secret } = processWide('temporary key', () => ({ secret: randomBytes(32).toString('base64url') }));
  return { secret, temporary: true };
}

export const TEMPORARY_KEY_WARNING =
  'ASTRO_KEY is not set, so this build seals its pages with a key of its own: pages of an earlier build, open tabs and ' +
  'bookmarked videos will ask for a reload after you deploy it. To keep them, run `npx astro create-key` once and set ' +
  'ASTRO_KEY in the environment of every build.';
