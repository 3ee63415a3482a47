/** Without getting on for so long (milliseconds) a video is taken to be stuck. */
const STUCK_MS = 6000;

/** Watches whether a video gets on while it should. */
export function createStallWatch(stalled: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  return {
    /** It should get on from now on; to be said again whenever it has. */
    expect() {
      stop();
      timer = setTimeout(stalled, STUCK_MS);
    },
    /** It is paused or over. */
    stop,
  };
}
