/** Milliseconds without a movement after which the bar of a video that plays is hidden. */
const IDLE_MS = 3000;

/**
 * Marks a player as `idle` while nobody does anything with it.
 *
 * @param isUsed Whether it is needed all the same.
 */
export function createIdle(frame: HTMLElement, isUsed: () => boolean) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  return {
    stop,
    /** Somebody has done something. */
    wake(): void {
      frame.removeAttribute('idle');
      stop();
      timer = setTimeout(() => frame.toggleAttribute('idle', !isUsed()), IDLE_MS);
    },
  };
}
