import type { Rendition } from './rendition.js';

/** Every URI carries the session: players drop the parent's query (apivideo-contract 9.6). */
const link = (uri: string, session: string | undefined) =>
  session ? `${uri}?avh=${encodeURIComponent(session)}` : uri;

/** The multivariant playlist (RFC 8216). */
export function manifest(renditions: readonly Rendition[], session: string | undefined): string {
  const variants = renditions.flatMap(({ quality, width, height, codecs, bandwidth }) => [
    `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=${width}x${height},CODECS="${codecs}"`,
    link(`${quality}/manifest.m3u8`, session),
  ]);
  return lines('#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...variants);
}

/** One rendition's playlist. */
export function playlist({ durations }: Rendition, session: string | undefined): string {
  const segments = durations.flatMap((duration, index) => [
    `#EXTINF:${duration.toFixed(3)},`,
    link(`segment-${index + 1}.m4s`, session),
  ]);
  return lines(
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.ceil(Math.max(...durations))}`,
    '#EXT-X-MEDIA-SEQUENCE:1',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXT-X-MAP:URI="${link('init.mp4', session)}"`,
    ...segments,
    '#EXT-X-ENDLIST',
  );
}

const lines = (...text: string[]) => `${text.join('\n')}\n`;
