import { atom } from 'nanostores';
import type { ReadyVideo } from '../../contract/tokens.js';

/** A session the visitor holds: what the endpoint answered, and until when. */
export interface ReadyState extends ReadyVideo {
  /** Milliseconds since the epoch when its URLs stop working. */
  expiresAt: number;
  /** Milliseconds since the epoch when it is asked for again, if the video is near the viewport then. */
  dueAt: number;
  /** Answers of `busy` in a row while the session was being refreshed. */
  tries?: number;
}

/** Quota, upstream or network trouble: asked for again by itself. */
export interface BusyState {
  status: 'busy';
  /** Milliseconds since the epoch. */
  dueAt: number;
  /** How many times in a row the answer was `busy`. */
  tries?: number;
}

/**
 * Not asked for again by itself; while `loading` the answer is on its way. `error`: the endpoint refused the whole
 * request.
 */
export interface PlainState {
  status: 'loading' | 'denied' | 'stale' | 'gone' | 'error';
  /** `Infinity`: never. */
  dueAt: number;
  tries?: never;
}

export type VideoState = ReadyState | BusyState | PlainState;

/** States by grant, that is by the `grant` attribute of a `<vitrine-video>`. */
export type VideoStates = Readonly<Record<string, VideoState>>;

/** Every video this tab has asked for; one without an entry is a placeholder. */
export const $videos = atom<VideoStates>({});

/** Changes many videos at once, so that the page is updated once. */
export const putVideos = (states: VideoStates): void => $videos.set({ ...$videos.get(), ...states });
