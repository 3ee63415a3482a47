import type { LoaderContext } from 'astro/loaders';
import type { StoredVideo } from '../catalogue.js';
import type { CatalogueEntry } from './entry.js';

export interface ValidEntry {
  id: string;
  data: StoredVideo;
  digest: string;
}

export interface Validator {
  /** Begins with an entry that is likely to be wanted like this: while other pages are on their way there is time. */
  begin(entry: CatalogueEntry): void;
  /** The entry as the collection's schema makes it. */
  validated(entry: CatalogueEntry): Promise<ValidEntry>;
}

export function createValidator({
  parseData,
  generateDigest,
}: Pick<LoaderContext, 'parseData' | 'generateDigest'>): Validator {
  const begun = new Map<string, { entry: CatalogueEntry; result: Promise<ValidEntry> }>();

  async function validate({ id, position, data: video }: CatalogueEntry): Promise<ValidEntry> {
    const data = await parseData({ id, data: { ...video, position } });
    return { id, data, digest: String(generateDigest(data)) };
  }

  return {
    begin(entry) {
      const result = validate(entry);
      // Whoever asks for it hears of a failure; nobody may ask.
      result.catch(() => {});
      begun.set(entry.id, { entry, result });
    },
    validated(entry) {
      const known = begun.get(entry.id);
      const isSame = known?.entry.position === entry.position && known.entry.data === entry.data;
      return isSame ? known.result : validate(entry);
    },
  };
}
