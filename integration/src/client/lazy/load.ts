/** What no page needs at first. Undefined until it is loaded, and where it cannot be. */
export let lazyChunk: typeof import('./lazy.js') | undefined;

export async function loadLazyChunk(): Promise<void> {
  lazyChunk ??= (await import('./lazy.js').catch(() => {})) as typeof lazyChunk;
}
