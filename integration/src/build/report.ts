import type { UnreadItem } from '../api-video/read-item.js';
import { processState } from './process-state.js';

/** What a build tells at its end. */
export interface BuildReport {
  /** Videos of the account. */
  videos: Map<string, { public: boolean; playable?: boolean | undefined }>;
  /** Galleries that were built, with the ids they show. */
  galleries: Map<string, readonly string[]>;
  /** Videos that stand outside galleries. */
  single: Set<string>;
  /** The access values of videos in galleries, and of those outside. */
  published: { galleries: Map<string, Set<string>>; single: Map<string, Set<string>> };
  /** Videos made public since the last build, and titles by id of those deleted since. */
  opened: Set<string>;
  deleted: Map<string, string>;
  /** By their ids, what of the account could not be read. */
  unread: ReadonlyMap<string, UnreadItem>;
  /** What a developer or editor should look at, each once. */
  notes: Set<string>;
}

export function buildReport(): BuildReport {
  const state = processState();
  state.report ??= {
    videos: new Map(),
    galleries: new Map(),
    single: new Set(),
    published: { galleries: new Map(), single: new Map() },
    opened: new Set(),
    deleted: new Map(),
    unread: new Map(),
    notes: new Set(),
  };
  return state.report;
}

/** Takes down that a video is published with an access value. */
export function notePublished(where: 'galleries' | 'single', videoId: string, access: string): void {
  const published = buildReport().published[where];
  const values = published.get(videoId);
  if (values) values.add(access);
  else published.set(videoId, new Set([access]));
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** The summary in one line; undefined where no gallery was built. */
export function summary({ videos, galleries, single }: BuildReport): string | undefined {
  if (galleries.size === 0 && single.size === 0) return undefined;
  const shown = new Set([...single, ...[...galleries.values()].flat()]);
  const all = [...videos.values()];
  const hidden = all.filter((video) => !video.public).length;
  const waiting = all.filter(({ playable }) => playable === false).length;
  const unused = [...videos.keys()].filter((id) => !shown.has(id)).length;
  return (
    `${count(galleries.size, 'gallery', 'galleries')} with ${count(shown.size, 'video', 'videos')}; of ${videos.size} in the ` +
    `account ${hidden} are private, ${videos.size - hidden} public, ${unused} in no gallery` +
    (waiting > 0 ? `, ${waiting} not yet playable` : '')
  );
}
