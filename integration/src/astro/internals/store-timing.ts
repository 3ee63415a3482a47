/**
 * Spares a build one writing of the whole content store: what Astro or another loader changed at the beginning would be
 * written while our videos are still on their way, and again at the end.
 *
 * Tried with Astro 7.3, which writes the store half a second after its last change, and once at the end. With another
 * rule the store is written more often than it need be, and nothing breaks;
 * test/unit/astro/internals/store-timing.test.ts fails.
 */

/** The part of Astro's `MetaStore` that is used. */
interface Touchable {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** Counts as a change and changes nothing, so that the store waits another half second. Does nothing without a value. */
export function touchStore(meta: Touchable, key: string): void {
  const known = meta.get(key);
  if (known) meta.set(key, known);
}
