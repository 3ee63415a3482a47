import { createRandom } from '../../test/helpers/random.js';
import { GALLERIES, PER_GALLERY } from './library.js';

/** One look at a gallery by somebody who has never seen it. */
export interface View {
  /** Milliseconds since the day began. */
  at: number;
  gallery: number;
  /** Videos that come near the viewport, from the first one. */
  seen: number;
}

export const VIEWS = 1_000_000;
export const PLAYS = 100_000;
const MINUTES = 24 * 60;
/** In the evening so many times as many come as on average; at night as few less. */
const SWING = 0.8;
/** What comes near the viewport before somebody scrolls; half of the visitors go on to the end. */
const FIRST_SCREENS = 12;

/** Visitors per minute, over the day. */
export const rateAt = (minute: number) =>
  (VIEWS / MINUTES) * (1 - SWING * Math.cos((minute / MINUTES) * 2 * Math.PI));

/** Galleries are not equally loved: the tenth gets a tenth of the views of the first (Zipf). */
function createChoice(random: () => number): () => number {
  const weights = Array.from({ length: GALLERIES }, (_, rank) => 1 / (rank + 1));
  const sums: number[] = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    sums.push(total);
  }
  return () => {
    const at = random() * total;
    return sums.findIndex((sum) => sum >= at);
  };
}

/** The views of some minutes of the day, spread evenly over it. Each minute has as many as it really would. */
export function viewsOf(minutes: number, seed: number): View[] {
  const random = createRandom(seed);
  const gallery = createChoice(random);
  const views: View[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    const count = Math.round(rateAt((minute / minutes) * MINUTES));
    for (let index = 0; index < count; index++) {
      views.push({
        at: minute * 60_000 + Math.floor(random() * 60_000),
        gallery: gallery(),
        seen: random() < 0.5 ? FIRST_SCREENS : PER_GALLERY,
      });
    }
  }
  return views.sort((a, b) => a.at - b.at);
}
