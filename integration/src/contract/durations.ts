/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Seconds to wait where nothing better is known. */
export const USUAL_WAIT = 30;

/** Seconds to wait where the trouble is not likely to pass by itself. */
export const LONG_WAIT = 60;

/** Milliseconds to wait as the whole seconds that HTTP counts, at least one. */
export const wholeSeconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));
