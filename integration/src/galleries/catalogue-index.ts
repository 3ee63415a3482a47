import type { AccountNews } from '../content/account-news.js';
import type { CatalogueVideo } from '../content/catalogue.js';
import { nfc } from './nfc.js';

export interface IndexedVideo extends CatalogueVideo {
  id: string;
  position: number;
}

/** The catalogue in the forms galleries ask for: by id, by tag, and whole in the stable order. */
export interface CatalogueIndex {
  byId: ReadonlyMap<string, IndexedVideo>;
  /** By the NFC form of tags, and in the stable order, too. */
  byTag: ReadonlyMap<string, readonly IndexedVideo[]>;
  all: readonly IndexedVideo[];
  /** Where pictures come from, as the first public video says. */
  mediaOrigin: string | undefined;
  /** What became of videos since the last build. */
  since: Since;
}

export type Since = Pick<AccountNews, 'opened' | 'deleted'> & Partial<Pick<AccountNews, 'unread'>>;

const NOTHING: Since = { opened: new Set(), deleted: new Map() };

export function indexCatalogue(
  entries: ReadonlyArray<{ id: string; data: CatalogueVideo & { position: number } }>,
  since = NOTHING,
): CatalogueIndex {
  const all = entries.map(({ id, data }) => ({ id, ...data })).sort((a, b) => a.position - b.position);
  const byTag = new Map<string, IndexedVideo[]>();
  for (const video of all) {
    for (const tag of new Set(video.tags.map(nfc))) {
      const tagged = byTag.get(tag);
      if (tagged) tagged.push(video);
      else byTag.set(tag, [video]);
    }
  }
  const picture = all.find(({ assets }) => assets)?.assets?.thumbnail;
  const mediaOrigin = picture && new URL(picture).origin;
  return { all, mediaOrigin, since, byId: new Map(all.map((video) => [video.id, video])), byTag };
}
