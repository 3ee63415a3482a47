import type { CatalogueVideo } from '../catalogue.js';

export interface IndexedVideo extends CatalogueVideo {
  id: string;
  position: number;
}

/** The catalogue in the two forms galleries ask for: by id, and whole in the stable order. */
export interface CatalogueIndex {
  byId: ReadonlyMap<string, IndexedVideo>;
  all: readonly IndexedVideo[];
}

export function indexCatalogue(
  entries: ReadonlyArray<{ id: string; data: CatalogueVideo & { position: number } }>,
): CatalogueIndex {
  const all = entries.map(({ id, data }) => ({ id, ...data })).sort((a, b) => a.position - b.position);
  return { all, byId: new Map(all.map((video) => [video.id, video])) };
}
