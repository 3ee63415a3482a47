const STEADY_TRIES = 3;
const LONGEST_MS = 600_000;

/**
 * Milliseconds until the next try: what the server asked for, up to half as long again so that visitors who were
 * refused together do not come back together; doubled with every try after the third, ten minutes at most.
 *
 * @param retryIn Seconds the server asked for.
 * @param tries Refusals in a row, this one included.
 */
export const retryDelay = (retryIn: number, tries: number, random = Math.random()): number =>
  Math.min(LONGEST_MS, retryIn * 2 ** Math.max(0, tries - STEADY_TRIES) * (1 + random / 2) * 1000);
