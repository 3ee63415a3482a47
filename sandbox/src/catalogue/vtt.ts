/** Lines that follow each other in a video, by language. */
export type Lines = Readonly<Record<string, readonly string[]>>;

/** Every clip is this long, in seconds. */
const CLIP_LENGTH = 6;

const time = (seconds: number) => `00:00:${seconds.toFixed(3).padStart(6, '0')}`;

/** A WebVTT file of lines that follow each other at equal distances. */
export function vttOf(lines: readonly string[]): string {
  const each = CLIP_LENGTH / lines.length;
  const cues = lines.map((line, index) => `${time(index * each)} --> ${time((index + 1) * each)}\n${line}\n`);
  return `WEBVTT\n\n${cues.join('\n')}`;
}
