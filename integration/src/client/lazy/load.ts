type LazyChunk = typeof import('./lazy.js');

/** What no page needs at first. Undefined until it is loaded, and where it cannot be. */
export let lazyChunk: LazyChunk | undefined;

export const loadLazyChunk = async (): Promise<LazyChunk | undefined> =>
  (lazyChunk ??= (await import('./lazy.js').catch(() => {})) as LazyChunk | undefined);
