/** One language of subtitles, as a multivariant playlist offers it (RFC 8216, 4.3.4.1). */
export interface Subtitles {
  name: string;
  language: string;
  isDefault: boolean;
  /** Its own playlist. */
  url: string;
}

const ATTRIBUTE = /([A-Z0-9-]+)=(?:"([^"]*)"|([^",]*))/g;
const HEADER = /^\uFEFF?WEBVTT[\s\S]*?(\r?\n){2}/;

/** The subtitles in a multivariant playlist, in its order. Addresses are resolved against its own. */
export function subtitlesIn(playlist: string, base: string): Subtitles[] {
  return playlist.split(/\r?\n/).flatMap((line) => {
    if (!line.startsWith('#EXT-X-MEDIA:')) return [];
    const said = new Map<string, string>();
    for (const [, name = '', quoted, plain = ''] of line.matchAll(ATTRIBUTE)) said.set(name, quoted ?? plain);
    const uri = said.get('URI');
    if (said.get('TYPE') !== 'SUBTITLES' || !uri) return [];
    const language = said.get('LANGUAGE') ?? '';
    const name = said.get('NAME') ?? language;
    return { name, language, isDefault: said.get('DEFAULT') === 'YES', url: new URL(uri, base).href };
  });
}

/** The files of a media playlist, in their order. */
export const filesIn = (playlist: string, base: string): string[] =>
  playlist
    .split(/\r?\n/)
    .filter((line) => line && !line.startsWith('#'))
    .map((uri) => new URL(uri, base).href);

/** One WebVTT text of several that follow each other. */
export const joinVtt = (texts: string[]): string =>
  texts.map((text, index) => (index === 0 ? text : text.replace(HEADER, ''))).join('\n\n');
