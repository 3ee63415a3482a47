/**
 * Tells api.video of a play in the browser's own player: its own player tells it by itself. What does so is loaded when
 * the video begins to play.
 *
 * @param media The address of its playlist or its file.
 * @returns What ends it.
 */
export function countPlay(element: HTMLVideoElement, media: string): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const start = () =>
    import('./plays.js').then(
      ({ reportPlay }) => {
        if (!signal.aborted) reportPlay(element, media, signal);
      },
      // Nobody watches less for not being counted.
      () => {},
    );
  element.addEventListener('playing', start, { once: true, signal });
  return () => ending.abort();
}
