import type { AccountSeal } from '../content/sync/account-seal.js';
import type { LooseEntry } from '../content/sync/entry.js';
import type { VideoDigests } from '../content/sync/video-digest.js';
import type { VideoQuery } from '../contract/video-query.js';
import { indexCatalogue } from '../galleries/catalogue-index.js';
import { selectVideos } from '../galleries/select.js';
import { type LastBuild, queriesSchema } from './last-build.js';

/** Which videos count, by their entries or by their names in what the build left. */
export interface Counting {
  entry(entry: LooseEntry): boolean;
  name(name: string): boolean;
}

/**
 * The videos that matter to pages: those that stand on one, and those that a gallery would find now. Undefined where it
 * is not known.
 */
export function shownVideos(
  shown: LastBuild['shown'],
  entries: readonly LooseEntry[],
  { digests, seal }: { digests: VideoDigests; seal: AccountSeal },
): Counting | undefined {
  const queries = shown && queriesIn(seal.open(shown.queries));
  if (!queries) return undefined;
  const names = new Set(shown.videos);
  const index = indexCatalogue(
    entries.map(({ id, data }, position) => ({ id, data: { ...data, position } })),
  );
  const found = queries.flatMap((query) => selectVideos(index, query));
  const selected = new Set(found.map(({ id }) => id));
  return {
    entry: ({ id }) => selected.has(id) || names.has(digests.ofId(id)),
    name: (name) => names.has(name),
  };
}

function queriesIn(text = ''): VideoQuery[] | undefined {
  try {
    return queriesSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
