import { describe, expect, it } from 'vitest';
import {
  fillShell,
  SHELL_PAGES,
  type ShellKind,
  type Shells,
  splitShell,
  VIDEOS_MARK,
} from '../../../integration/src/galleries/live/shells.js';

/** A page as layouts write it, with its number and the addresses of itself and of those beside it. */
function written(url: (page: number) => string, page: number, pages: number, path = page): string {
  const links = [
    page > 1 ? `<link rel="prev" href="${url(page - 1)}">` : '',
    page < pages ? `<link rel="next" href="${url(page + 1)}">` : '',
  ];
  const title = page > 1 ? `Talks (${page})` : 'Talks';
  return `<title>${title}</title><meta content="${url(path)}"><link rel="canonical" href="${url(page)}">${links.join('')}`;
}

const FORMATS: Record<string, (page: number) => string> = {
  directory: (page) => (page > 1 ? `/galleries/talks/${page}/` : '/galleries/talks/'),
  file: (page) => (page > 1 ? `/galleries/talks/${page}.html` : '/galleries/talks.html'),
  bare: (page) => (page > 1 ? `https://a.example/base/talks/${page}` : 'https://a.example/base/talks'),
};

const shellsOf = (url: (page: number) => string) =>
  Object.fromEntries(
    Object.entries(SHELL_PAGES).map(([kind, { path, page, pages }]) => [
      kind,
      splitShell(`${written(url, page, pages, path)}${VIDEOS_MARK}<footer>`),
    ]),
  ) as unknown as Shells;

describe('the frame of a live page', () => {
  it.for(
    Object.keys(FORMATS).flatMap((format) =>
      (
        [
          [1, 1, 'only'],
          [1, 2, 'first'],
          [2, 2, 'last'],
          [2, 3, 'middle'],
          [3, 4, 'middle'],
          [12, 40, 'middle'],
          [40, 40, 'last'],
        ] as [number, number, ShellKind][]
      ).map((place) => [format, ...place] as const),
    ),
  )('with addresses as in %s is that of page %i of %i (%s)', ([format, page, pages]) => {
    const url = FORMATS[format] as (page: number) => string;
    expect(fillShell(shellsOf(url), page, pages)).toEqual([written(url, page, pages), '<footer>']);
  });

  it.for([
    ['no videos', '<html></html>'],
    ['videos twice', `a${VIDEOS_MARK}b${VIDEOS_MARK}c`],
  ])('is none with %s', ([, html]) => {
    expect(splitShell(html as string)).toBeUndefined();
  });
});
