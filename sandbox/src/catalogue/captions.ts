import type { Caption } from '../state/videos.js';
import { type Lines, vttOf } from './vtt.js';

/** The captions of a catalogue video, none of them shown unasked. */
export function captionsOf(spoken: Lines = {}): Map<string, Caption> {
  return new Map(
    Object.entries(spoken).map(([language, lines]) => [language, { vtt: vttOf(lines), default: false }]),
  );
}
