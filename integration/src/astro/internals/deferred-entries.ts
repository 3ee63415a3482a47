import type { Loader, LoaderContext } from 'astro/loaders';

type StoredEntry = Parameters<LoaderContext['store']['set']>[0];

const changed = new WeakSet<object>();

/** A stored entry that is rendered from its file when a page shows it, as Astro does it with MDX. */
export function deferred(entry: StoredEntry): StoredEntry {
  // Its pictures come with the module of the file.
  const { assetImports: _, ...others } = entry;
  return { ...others, deferredRender: true };
}

/**
 * Lets a collection's entries be changed as its loader stores them.
 *
 * Tried with Astro 7.3, where an entry with `deferredRender` is imported from its file as a module, `.md` or `.mdx`, with the
 * styles of what it imports (the option `deferRender` of `glob()` does so for all entries). Without it, what such an entry
 * embeds is missing in its page; test/site/embeds.test.ts fails.
 */
export function changeStored(
  collection: { loader?: unknown } | undefined,
  change: (entry: StoredEntry) => StoredEntry,
): void {
  const loader = collection?.loader as Loader | undefined;
  if (!collection || typeof loader !== 'object' || typeof loader?.load !== 'function') return;
  if (changed.has(loader)) return;
  const own: Loader = Object.assign(Object.create(loader) as Loader, {
    load: (context: LoaderContext) =>
      loader.load({
        ...context,
        store: { ...context.store, set: (entry: StoredEntry) => context.store.set(change(entry)) },
      }),
  });
  changed.add(own);
  collection.loader = own;
}
