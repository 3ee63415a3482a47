import { type Askable, ask } from './ask.js';
import { $videos } from './videos.js';

/** A `<vitrine-video>` in the document. */
export interface PlacedVideo extends Askable {
  /** In the viewport or close to it. */
  near: boolean;
  /** Makes the element show its state of this moment. */
  render(): void;
}

/** All that are in the document now. */
export const placed = new Set<PlacedVideo>();

let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Asks again for every near video that is due, and sets the one timer for the next that will be. A hidden page asks
 * for nothing.
 *
 * @param also Near videos with this status are asked for at once.
 */
export function askDue(also?: string): void {
  clearTimeout(timer);
  if (document.hidden) return;
  const now = Date.now();
  let next = Infinity;
  for (const video of placed) {
    const state = $videos.get()[video.grant];
    if (!video.near || !state) continue;
    if (state.dueAt <= now || state.status === also) ask(video);
    else next = Math.min(next, state.dueAt);
  }
  if (next < Infinity) timer = setTimeout(askDue, next - now);
}

/** Asks again for every video near the viewport, whatever is known of it: call it when a visitor signs in. */
export function refresh(): void {
  for (const video of placed) if (video.near) ask(video);
}
