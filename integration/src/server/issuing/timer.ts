/** Calls back after so many milliseconds; gives a function that calls it off. */
export type SetTimer = (milliseconds: number, callback: () => void) => () => void;

/** A timer that does not keep the process alive. */
export function realTimer(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}
