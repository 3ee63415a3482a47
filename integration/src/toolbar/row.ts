import type { VideoState } from '../client/index.js';

/** One video of the page, as the app shows it: words without a token. */
export interface Row {
  title: string;
  id: string;
  state: string;
  /** How long ago its session was opened. */
  age: string;
  /** How long until the session ends, or until the video is asked for again. */
  left: string;
}

/** How long a session lasts at api.video, in seconds (api-video.md, "Using a session"). */
const SESSION_SECONDS = 24 * 60 * 60;

/** Such as "23 h 59 min 12 s": the parts from the first that is not 0. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first < 0 ? -1 : first)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

/** @param shown What the element says of itself; a picture that fails is told there alone. */
export function rowOf(
  video: { title: string; id: string; shown: string },
  state: VideoState | undefined,
  now: number,
): Row {
  const { title, id, shown } = video;
  if (state?.status !== 'ready') {
    const waits = state?.status === 'busy' ? `asked again in ${duration((state.dueAt - now) / 1000)}` : '';
    return { title, id, state: state?.status ?? 'not asked for', age: '', left: waits };
  }
  const left = (state.expiresAt - now) / 1000;
  const age = state.sessionToken ? duration(SESSION_SECONDS - left) : 'public by now';
  return { title, id, state: shown || state.status, age, left: left > 0 ? duration(left) : 'ended' };
}
