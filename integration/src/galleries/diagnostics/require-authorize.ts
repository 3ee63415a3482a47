import { AstroError } from 'astro/errors';
import { oneLine } from '../../contract/one-line.js';

/** A non-public `access` needs somebody who decides; without an `authorize` hook nobody does. */
export function requireAuthorize(where: string, access: string, hasAuthorize: boolean): void {
  if (access === 'public' || hasAuthorize) return;
  throw new AstroError(
    `${where} says \`access: ${oneLine(access)}\`, and this site has no rule that decides who that is.`,
    'Remove `access` to let whoever can open the page watch, or name the rule with the `authorize` option of vitrine().',
  );
}
