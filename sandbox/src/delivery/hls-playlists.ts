import type { Rendition } from './rendition.js';

/** Every URI carries the session: players drop the parent's query (api-video.md, "HLS"). */
const link = (uri: string, session: string | undefined) =>
  session ? `${uri}?avh=${encodeURIComponent(session)}` : uri;

/** A caption as HLS names it. */
export interface Subtitles {
  language: string;
  name: string;
  default: boolean;
}

/** The multivariant playlist (RFC 8216). */
export function manifest(
  renditions: readonly Rendition[],
  captions: readonly Subtitles[],
  session: string | undefined,
): string {
  const group = captions.length > 0 ? ',SUBTITLES="captions"' : '';
  const variants = renditions.flatMap(({ quality, width, height, codecs, bandwidth }) => [
    `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=${width}x${height},CODECS="${codecs}"${group}`,
    link(`${quality}/manifest.m3u8`, session),
  ]);
  const media = captions.map((caption) => {
    const flags = caption.default ? 'DEFAULT=YES,AUTOSELECT=YES' : 'DEFAULT=NO,AUTOSELECT=YES';
    const uri = link(`captions/${caption.language}.m3u8`, session);
    return `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="${caption.name}",LANGUAGE="${caption.language}",${flags},URI="${uri}"`;
  });
  return lines('#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...media, ...variants);
}

/** A caption's playlist: its one file, for as long as the video lasts. */
export function captionPlaylist(
  language: string,
  { durations }: Rendition,
  session: string | undefined,
): string {
  const seconds = durations.reduce((sum, duration) => sum + duration, 0);
  return lines(
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.ceil(seconds)}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXTINF:${seconds.toFixed(3)},`,
    link(`../../captions/${language}.vtt`, session),
    '#EXT-X-ENDLIST',
  );
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
