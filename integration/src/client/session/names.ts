/**
 * Names that the island and the browser API both use. They are types, since a module of values that two scripts of a
 * page share would become a third file for the visitor to load.
 */

/** The key under which all tabs find the moment of the last `clear()`. */
export type ClearedKey = 'vitrine';

/** The key under which this browser keeps where its videos were left. */
export type PositionsKey = 'vitrine-positions';

/** What stands before the grant in the keys of cached sessions. */
export type CachePrefix = 'vitrine:';

/** Tells the island of this page that `clear()` was called. */
export type ClearEvent = 'vitrine-clear';

/** Tells the island of this page that `refresh()` was called. */
export type RefreshEvent = 'vitrine-refresh';
