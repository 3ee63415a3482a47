/**
 * Changes the site's Content Security Policy where Astro keeps it: a second configuration that is merged into the first
 * can only append to it.
 *
 * Tried with Astro 7.3. If Astro reads the policy before the hook, or from a copy, pages keep the site's own directives and
 * browsers block thumbnails and players: test/gate/csp.test.ts fails.
 */

/** Astro's `security.csp` as a site has configured it. */
export type SiteCsp = boolean | { directives?: string[] | undefined };

/** Replaces the directives in place; does nothing where the site has none. */
export function spliceDirectives(
  csp: SiteCsp,
  extend: (directives: readonly string[]) => readonly string[],
): void {
  if (typeof csp !== 'object' || !csp.directives) return;
  csp.directives.splice(0, csp.directives.length, ...extend(csp.directives));
}
