const FIRST_MS = 5000;
const LONGEST_MS = 60_000;

export type Return = ReturnType<typeof createReturn>;

/** Comes back to something when the connection does, and by itself after pauses that grow. */
export function createReturn(comeBack: () => void) {
  let pause = FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(timer);
    removeEventListener('online', now);
  }

  function now(): void {
    stop();
    comeBack();
  }

  return {
    /** @returns When it comes back at the latest, in milliseconds since the epoch. */
    begin(): number {
      stop();
      const dueAt = Date.now() + pause;
      timer = setTimeout(now, pause);
      pause = Math.min(LONGEST_MS, pause * 2);
      addEventListener('online', now);
      return dueAt;
    },
    /** All is well again, or nobody is interested any more. */
    cancel: stop,
    /** The next pause is short again. */
    reset() {
      stop();
      pause = FIRST_MS;
    },
  };
}
