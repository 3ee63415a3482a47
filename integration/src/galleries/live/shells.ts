/**
 * The page of a live gallery without its videos, as the build has made it: with the site's layout, and numbers in the places of
 * those that only the list of the moment tells. `only` has no other page beside it; `first` has a next one.
 */
export type ShellKind = 'only' | 'first' | 'middle' | 'last';

/** What stands before the videos and after them. */
export type Shell = readonly [before: string, after: string];
export type Shells = Record<ShellKind, Shell>;

/** Where the videos go. */
export const VIDEOS_MARK = '<!--vitrine:videos-->';

/** Digits, as nothing that writes a page changes these; numbers that no site has. */
const FIRST_PAGE = 80461372900;
const A_PAGE = 80461372950;

/** The pages that a build makes for a gallery: its own address, and three more that no visitor ever sees. */
export const SHELL_PAGES: Record<ShellKind, { path?: number; page: number; pages: number }> = {
  only: { page: 1, pages: 1 },
  first: { path: FIRST_PAGE, page: 1, pages: 2 },
  middle: { path: A_PAGE, page: A_PAGE, pages: A_PAGE + 1 },
  last: { path: A_PAGE + 10, page: A_PAGE + 10, pages: A_PAGE + 10 },
};

export const shellKind = (page: number, pages: number): ShellKind =>
  pages === 1 ? 'only' : page === 1 ? 'first' : page < pages ? 'middle' : 'last';

/** The two parts of a page around its videos; undefined where the layout shows no page. */
export function splitShell(html: string): Shell | undefined {
  const [before, after, ...more] = html.split(VIDEOS_MARK);
  return before === undefined || after === undefined || more.length > 0 ? undefined : [before, after];
}

/** The shell of one page, with its numbers. */
export function fillShell(shells: Shells, page: number, pages: number): Shell {
  const kind = shellKind(page, pages);
  const { path } = SHELL_PAGES[kind];
  const [before, after] = shells[kind];
  if (path === undefined) return [before, after];
  const filled = (html: string) =>
    kind === 'first'
      ? html.replaceAll(`/${path}`, '')
      : html
          // The first page has no number in its address.
          .replaceAll(`/${path - 1}`, page > 2 ? `/${page - 1}` : '')
          .replaceAll(`${path + 1}`, `${page + 1}`)
          .replaceAll(`${path}`, `${page}`);
  return [filled(before), filled(after)];
}
