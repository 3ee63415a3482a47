import type { Loader, LoaderContext } from 'astro/loaders';
import { mistakesOf } from './mistakes/broken-gallery.js';
import type { Collection } from './mistakes/checked-loader.js';

/** A gallery as it stands in the content store. A broken one says nothing of its access. */
export interface LoadedGallery {
  id: string;
  access?: string | undefined;
}

const seen = new WeakSet<object>();

function loaded(id: string, data: Record<string, unknown>): LoadedGallery {
  const { access } = data;
  return { id, access: typeof access === 'string' && !mistakesOf(data) ? access : undefined };
}

/** Tells of all galleries once their collection is loaded, and again when one is read anew in development. */
export function hearOfGalleries(
  collection: Collection | undefined,
  tell: (galleries: readonly LoadedGallery[]) => void,
): void {
  const loader = collection?.loader as Loader | undefined;
  if (!collection || typeof loader?.load !== 'function' || seen.has(collection)) return;
  seen.add(collection);
  collection.loader = Object.assign(Object.create(loader) as Loader, {
    async load(context: LoaderContext): Promise<void> {
      const { store } = context;
      const parseData: LoaderContext['parseData'] = async (entry) => {
        const data = await context.parseData(entry);
        if (known) {
          known.set(entry.id, loaded(entry.id, data));
          tell([...known.values()]);
        }
        return data;
      };
      let known: Map<string, LoadedGallery> | undefined;
      await loader.load({ ...context, parseData });
      known = new Map(store.entries().map(([id, { data }]) => [id, loaded(id, data)]));
      tell([...known.values()]);
    },
  });
}
