import { captionTracks, shownTrack } from './captions.js';

/** The height of one line of captions, as a part of the video's: WebVTT's size of text, and the space between lines. */
const LINE_HEIGHT = 0.05 * 1.2;

/**
 * Firefox lets no style sheet move its captions out of the way of a bar, as the others do (player.css); a cue says by
 * itself how many lines above the bottom it stands.
 */
const isNeeded = CSS.supports('-moz-appearance', 'none');

/** Keeps captions above the bar for as long as it is shown. Those that were placed by their author stay there. */
export function liftCaptions(
  frame: HTMLElement,
  video: HTMLVideoElement,
  bar: HTMLElement,
  signal: AbortSignal,
): void {
  if (!isNeeded) return;
  const lifted = new WeakSet<VTTCue>();

  function place(): void {
    const lines = Math.ceil(bar.offsetHeight / (video.clientHeight * LINE_HEIGHT));
    const line = frame.hasAttribute('idle') ? 'auto' : -1 - lines;
    for (const cue of (shownTrack(video)?.activeCues ?? []) as Iterable<VTTCue>) {
      if (cue.line !== 'auto' && !lifted.has(cue)) continue;
      lifted.add(cue);
      cue.line = line;
    }
  }

  const follow = (track: TextTrack) => track.addEventListener('cuechange', place, { signal });
  captionTracks(video).forEach(follow);
  video.textTracks.addEventListener('addtrack', ({ track }) => track && follow(track), { signal });
  const idle = new MutationObserver(place);
  idle.observe(frame, { attributeFilter: ['idle'] });
  signal.addEventListener('abort', () => idle.disconnect());
}
