import { isQueryName, type Narrowed } from '../../grants/narrowed.js';

/** The access values that videos are published with, by the videos' ids. */
export type Published = ReadonlyMap<string, ReadonlySet<string>>;

/** What earlier builds have published. */
export interface PublishedBefore {
  /** Every value a video ever had. */
  ever: Published;
  /** Those it had when it was last published. */
  latest: Published;
}

/** Videos remembered at most. */
const MOST_VIDEOS = 100_000;

/** Both together; most often the first one is that already. */
function both(a: ReadonlySet<string> | undefined, b: ReadonlySet<string>): ReadonlySet<string> {
  if (!a) return b;
  return [...b].every((access) => a.has(access)) ? a : new Set([...a, ...b]);
}

export function union(...all: readonly Published[]): Published {
  const merged = new Map<string, ReadonlySet<string>>();
  for (const each of all) for (const [id, values] of each) merged.set(id, both(merged.get(id), values));
  return merged;
}

/** What the next build has to know. */
export function publishedUpTo({ ever, latest }: PublishedBefore, now: Published): PublishedBefore {
  const newest = (all: Published) => (all.size > MOST_VIDEOS ? new Map([...all].slice(-MOST_VIDEOS)) : all);
  const others = new Map([...ever].filter(([id]) => !now.has(id)));
  const current = new Map(Array.from(now, ([id, values]) => [id, both(ever.get(id), values)]));
  return { ever: newest(new Map([...others, ...current])), latest: newest(new Map([...latest, ...now])) };
}

/**
 * What the server has to know of earlier builds: the values that a video was published with and has no more. One that
 * is published no more keeps those it had last: bookmarks of a gallery with a `limit` go on.
 */
export function narrowedSince({ ever, latest }: PublishedBefore, now: Published): Narrowed {
  const narrowed: Record<string, Record<string, string[]>> = {};
  for (const [id, values] of ever) {
    const current = now.get(id) ?? latest.get(id);
    const old = [...values].filter((access) => !current?.has(access));
    if (current && old.length > 0)
      narrowed[id] = Object.fromEntries(old.map((access) => [access, [...current].sort()]));
  }
  return narrowed;
}

/** The same, with what live galleries publish now: that counts, whatever was published before. */
export function withLive(narrowed: Narrowed, live: Published): Narrowed {
  if (Object.keys(narrowed).length === 0) return narrowed;
  const own = Array.from(live, ([name, values]) => {
    const counting = Array.from(values, (access) => [access, [access]] as const);
    return [name, { ...narrowed[name], ...Object.fromEntries(counting) }] as const;
  });
  return { ...narrowed, ...Object.fromEntries(own) };
}

const words = (values: readonly string[]) => values.map((access) => `\`${access}\``).join(' or ');

/** What a build tells of it: a line for each way in which access changed since the build before. */
export function narrowedNotes({ latest }: PublishedBefore, narrowed: Narrowed): string[] {
  const counts = new Map<string, number>();
  for (const [id, changes] of Object.entries(narrowed)) {
    if (isQueryName(id)) continue;
    for (const [before, now] of Object.entries(changes)) {
      if (!latest.get(id)?.has(before)) continue;
      const change = `from ${words([before])} to ${words(now)}`;
      counts.set(change, (counts.get(change) ?? 0) + 1);
    }
  }
  return [...counts].map(
    ([change, count]) =>
      `the access of ${count === 1 ? 'one video' : `${count} videos`} went ${change}: pages and links from before this build follow the new rule`,
  );
}
