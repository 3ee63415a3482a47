/**
 * Drops white space around `ASTRO_KEY`, which secret stores and files like to leave there, where Astro takes the key from
 * by itself.
 *
 * Tried with Astro 7.3, which reads `process.env` and decodes the key as it is. If Astro trims it, this does nothing; if
 * Astro takes it from elsewhere, builds with server islands fail on a key that ours accept;
 * test/unit/astro/internals/trimmed-key.test.ts fails in both cases.
 */
export function trimAstroKey(environment: NodeJS.ProcessEnv): void {
  if (environment.ASTRO_KEY) environment.ASTRO_KEY = environment.ASTRO_KEY.trim();
}
