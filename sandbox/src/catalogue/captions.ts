import type { Caption } from '../state/videos.js';

/** What is said in a video, by language. */
export type Spoken = Readonly<Record<string, readonly string[]>>;

/** Every clip is this long, in seconds. */
const CLIP_LENGTH = 6;

const time = (seconds: number) => `00:00:${seconds.toFixed(3).padStart(6, '0')}`;

/** A WebVTT file of lines that follow each other at equal distances. */
function vttOf(lines: readonly string[]): string {
  const each = CLIP_LENGTH / lines.length;
  const cues = lines.map((line, index) => `${time(index * each)} --> ${time((index + 1) * each)}\n${line}\n`);
  return `WEBVTT\n\n${cues.join('\n')}`;
}

/** The captions of a catalogue video, none of them shown unasked. */
export function captionsOf(spoken: Spoken = {}): Map<string, Caption> {
  return new Map(
    Object.entries(spoken).map(([language, lines]) => [language, { vtt: vttOf(lines), default: false }]),
  );
}
