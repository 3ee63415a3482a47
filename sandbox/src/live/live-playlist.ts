import type { Rendition } from '../delivery/rendition.js';
import { shifted } from '../mp4/shift.js';

/** Segments a live playlist shows at a time. */
const WINDOW = 5;

/** How many segments have been on air after `milliseconds`; the first is there at once. */
export const segmentsOnAir = ({ durations }: Rendition, milliseconds: number): number =>
  Math.floor(milliseconds / 1000 / (durations[0] ?? 1)) + 1;

/** Segment `number`, counted from 0: a part of the clip, moved on by the times it was played before. */
export function segmentOnAir(
  { init, segments, durations }: Rendition,
  number: number,
): Uint8Array | undefined {
  const part = segments[number % segments.length];
  const seconds = durations.reduce((sum, duration) => sum + duration, 0);
  return part && shifted(part, init, Math.floor(number / segments.length) * seconds);
}

/** The last segments of a clip that is played over and over, each link with the session (RFC 8216, 6.2.2). */
export function livePlaylist(
  rendition: Rendition,
  liveStreamId: string,
  milliseconds: number,
  session: string | undefined,
): string {
  const link = (uri: string) =>
    `${liveStreamId}/${uri}${session ? `?avh=${encodeURIComponent(session)}` : ''}`;
  const total = segmentsOnAir(rendition, milliseconds);
  const first = Math.max(0, total - WINDOW);
  const count = rendition.segments.length;
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.ceil(Math.max(...rendition.durations))}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-MAP:URI="${link('init.mp4')}"`,
  ];
  for (let number = first; number < total; number++) {
    lines.push(
      `#EXTINF:${(rendition.durations[number % count] ?? 0).toFixed(3)},`,
      link(`segment-${number}.m4s`),
    );
  }
  return `${lines.join('\n')}\n`;
}
