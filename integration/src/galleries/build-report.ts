import { processWide } from '../astro/internals/process-wide.js';
import type { AccountNews } from '../content/account-news.js';
import type { ShownWords } from '../contract/shown-words.js';
import type { VideoQuery } from '../contract/video-query.js';
import type { IndexedVideo } from './catalogue-index.js';
import type { LiveGallery } from './live/live-gallery.js';
import type { ShellKind } from './live/shells.js';

/** What a build tells at its end. */
export interface BuildReport {
  /** Galleries that were built, with the ids they show. */
  galleries: Map<string, readonly string[]>;
  /** What the galleries that select their videos look for. */
  queries: Map<string, VideoQuery>;
  /** When galleries come or go, in milliseconds since 1970; times that are over as well. */
  moments: Set<number>;
  /** Videos that stand outside galleries. */
  single: Set<string>;
  /** The access values of videos in galleries, and of those outside; of the queries of live galleries, and of all others. */
  published: Record<'galleries' | 'single' | 'live' | 'selected', Map<string, Set<string>>>;
  /** What the pages of each gallery say of its private videos, by the videos' ids. */
  words: Map<string, readonly [string, ShownWords][]>;
  /** Live galleries by their ids, and where the build writes the frames of their pages. */
  live: Map<
    string,
    { gallery: LiveGallery; videos: readonly IndexedVideo[]; paths: Record<ShellKind, string> }
  >;
  /** Addresses that no sitemap should list, without slashes around them. */
  unlisted: Set<string>;
  /** What a developer or editor should look at, each once. */
  notes: Set<string>;
}

export const buildReport = (): BuildReport =>
  processWide('report', () => ({
    galleries: new Map(),
    queries: new Map(),
    moments: new Set(),
    single: new Set(),
    published: { galleries: new Map(), single: new Map(), live: new Map(), selected: new Map() },
    words: new Map(),
    live: new Map(),
    unlisted: new Set(),
    notes: new Set(),
  }));

/** Takes down that a video, or what a query finds, is published with an access value. */
export function notePublished(where: keyof BuildReport['published'], name: string, access: string): void {
  const published = buildReport().published[where];
  const values = published.get(name);
  if (values) values.add(access);
  else published.set(name, new Set([access]));
}

/** The path of a page, however it is written. */
function bare(pathname: string): string {
  const path = pathname.replace(/^\/+|\/+$/g, '').replace(/\.html$/, '');
  try {
    return decodeURI(path).normalize();
  } catch {
    return path.normalize();
  }
}

export const noteUnlisted = (pathname: string): Set<string> => buildReport().unlisted.add(bare(pathname));

/** @param pathname Of a built page, without the site's `base`. */
export const isListed = (pathname: string): boolean => !buildReport().unlisted.has(bare(pathname));

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** The summary in one line; undefined where no gallery was built. */
export function summary(
  { galleries, single, live }: BuildReport,
  { videos }: Pick<AccountNews, 'videos'>,
): string | undefined {
  if (galleries.size === 0 && single.size === 0) return undefined;
  const shown = new Set([...single, ...[...galleries.values()].flat()]);
  const all = [...videos.values()];
  const hidden = all.filter((video) => !video.public).length;
  const waiting = all.filter(({ playable }) => playable === false).length;
  const unused = [...videos.keys()].filter((id) => !shown.has(id)).length;
  return (
    `${count(galleries.size, 'gallery', 'galleries')}${live.size > 0 ? ` (${live.size} of them live, made on demand)` : ''} with ${count(shown.size, 'video', 'videos')}; of ${videos.size} in the ` +
    `account ${hidden} are private, ${videos.size - hidden} public, ${unused} in no gallery` +
    (waiting > 0 ? `, ${waiting} not yet playable` : '')
  );
}
