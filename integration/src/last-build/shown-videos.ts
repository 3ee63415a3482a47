import type { LooseEntry } from '../content/sync/entry.js';
import type { VideoDigests } from '../content/sync/video-digest.js';
import type { VideoQuery } from '../contract/video-query.js';
import { indexCatalogue } from '../galleries/catalogue-index.js';
import { selectVideos } from '../galleries/select.js';
import type { LastBuild } from './last-build.js';

/** Which videos matter to pages: those that stand on one, and those that a gallery would find now. */
export function shownVideos(
  { videos, queries }: NonNullable<LastBuild['shown']>,
  entries: readonly LooseEntry[],
  digests: VideoDigests,
) {
  const shown = new Set(videos);
  const index = indexCatalogue(
    entries.map(({ id, data }, position) => ({ id, data: { ...data, position } })),
  );
  const found = queries.flatMap((query) => selectVideos(index, query as VideoQuery));
  const selected = new Set(found.map(({ id }) => id));
  return {
    entry: ({ id }: LooseEntry) => selected.has(id) || shown.has(digests.ofId(id)),
    name: (name: string) => shown.has(name),
  };
}
