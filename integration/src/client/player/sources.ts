import type { Assets } from '../../contract/assets.js';

/** What the browser's own player takes. */
export interface NativeSources extends Partial<Pick<Assets, 'hls' | 'mp4'>> {
  poster?: string;
  /** The languages it has chapters in. */
  chapters?: readonly string[];
}

/** What can be played of a video. */
export type Sources = NativeSources & Pick<Assets, 'player'>;
