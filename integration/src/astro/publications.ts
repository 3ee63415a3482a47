import type { AstroConfig } from 'astro';
import { buildReport } from '../galleries/build-report.js';
import {
  narrowedNotes,
  narrowedSince,
  publishedUpTo,
  union,
  withLive,
} from '../galleries/published/publications.js';
import { readPublished, writePublished } from '../galleries/published/published-file.js';
import { narrowServer } from './internals/narrow-server.js';

/** What a site has published so far, and what this build changes about it. */
export interface SitePublications {
  /** Tells the server which grants of earlier builds follow another rule now; gives what the build says of it. */
  narrow(): string[];
  /** Keeps what is published for the builds to come. */
  keep(): void;
}

const UNREADABLE =
  'vitrine-published.json in the cache folder cannot be read: this build cannot tell whose access was narrowed. Where some was, set a new ASTRO_KEY.';

/** @param keyName Names the key that the grants are sealed with. */
export function sitePublications(
  { cacheDir, build, experimental }: Pick<AstroConfig, 'cacheDir' | 'build' | 'experimental'>,
  keyName: string,
  hasPages: boolean,
): SitePublications {
  const before = readPublished(cacheDir, keyName);
  // Pages that an incremental build keeps are not rendered: what stands on them is taken for published as ever.
  const incremental = experimental.incrementalBuild;
  const now = () => {
    const { galleries, single, live, selected } = buildReport().published;
    // A query that was never that of a live gallery stands for no videos but those that are known.
    const known = new Map([...selected].filter(([name]) => live.has(name) || before.ever.has(name)));
    return union(galleries, single, live, known, ...(incremental ? [before.single] : []));
  };
  return {
    narrow() {
      // Galleries on kept pages are known by our own pages alone.
      if (incremental && !hasPages) return [];
      const narrowed = withLive(narrowedSince(before, now()), buildReport().published.live);
      narrowServer(build.server, narrowed);
      return [...(before.unreadable ? [UNREADABLE] : []), ...narrowedNotes(before, narrowed)];
    },
    keep() {
      const { single: shown } = buildReport().published;
      const single = incremental ? union(before.single, shown) : shown;
      writePublished(cacheDir, keyName, { ...publishedUpTo(before, now()), single });
    },
  };
}
