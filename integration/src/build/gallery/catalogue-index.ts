import type { CatalogueVideo } from '../catalogue.js';

export interface IndexedVideo extends CatalogueVideo {
  id: string;
  position: number;
}

/** The catalogue in the two forms galleries ask for: by id, and whole in the stable order. */
export interface CatalogueIndex {
  byId: ReadonlyMap<string, IndexedVideo>;
  all: readonly IndexedVideo[];
  /** What became of videos since the last build. */
  since: Since;
}

export interface Since {
  opened: ReadonlySet<string>;
  /** Titles by id. */
  deleted: ReadonlyMap<string, string>;
}

const NOTHING: Since = { opened: new Set(), deleted: new Map() };

export function indexCatalogue(
  entries: ReadonlyArray<{ id: string; data: CatalogueVideo & { position: number } }>,
  since = NOTHING,
): CatalogueIndex {
  const all = entries.map(({ id, data }) => ({ id, ...data })).sort((a, b) => a.position - b.position);
  return { all, since, byId: new Map(all.map((video) => [video.id, video])) };
}
