import { nfc } from '../nfc.js';
import { fileName } from './line-of.js';

/** A page that some file makes. */
export interface PageClaim {
  /** Below the index; empty for the index itself. */
  path: string;
  /** Who makes it, such as a gallery's file. */
  file: string;
  /** Which of its pages. */
  page: number;
}

export interface AddressConflict {
  path: string;
  claims: readonly PageClaim[];
}

/**
 * The path as servers and build formats see it: `talks/index` is the page of `talks`, and the spelling of an accent makes
 * no other page.
 */
export const placeInSite = (path: string): string => nfc(path).replace(/(^|\/)index$/, '');

/** The pages that more than one file makes, by their place. */
export function conflictsOf(claims: readonly PageClaim[]): ReadonlyMap<string, AddressConflict> {
  const byPlace = Map.groupBy(claims, ({ path }) => placeInSite(path));
  return new Map(
    [...byPlace].filter(([, each]) => each.length > 1).map(([path, each]) => [path, { path, claims: each }]),
  );
}

/** @param urlOf The address of a path below the index. */
export function tellConflict({ path, claims }: AddressConflict, urlOf: (path: string) => string): string {
  const lines = claims.map(({ file, page }) => {
    const spelling = nfc(file) === file ? '' : ', with its accents spelled as characters of their own';
    return `  ${fileName(file)}${page > 1 ? `, its page ${page}` : ''}${spelling}`;
  });
  return `${claims.length} pages want the address ${fileName(urlOf(path))}:\n${lines.join('\n')}`;
}

export const CONFLICT_ADVICE =
  'Rename one of the files: addresses come from their names, and a long gallery goes on at /2/, /3/ … below its own (`perPage` of vitrine()).';
