import { isVideoId } from './video-id.js';

/** What somebody wrote where the id of a video belongs. */
export type PastedVideo =
  /** An id, or an address that holds one. */
  | { id: string }
  /** An address or HTML that names no video, or more than one. */
  | { unusable: 'no-video' | 'several' | 'live' }
  /** Something else, such as a title. */
  | { text: string };

/** What may stand around a pasted text without being part of it. */
const AROUND =
  /^[\s"'`\u200b-\u200d\u2060\ufeff\u201c\u201d\u00ab]+|[\s"'`\u200b-\u200d\u2060\ufeff\u201c\u201d\u00bb]+$/g;

/** An address, with or without its protocol; HTML; or the path of an asset. */
const ADDRESS =
  /[a-z][a-z\d+.-]*:\/\/|<\w|^\/\/|^(?:[\w-]+\.)+[\w-]+(?::\d+)?\/|^localhost(?::\d+)?\/|^\/?(?:vod|videos?)\/|data-video-id|(?:token|avh)=/i;

/** Tokens, which no id is ever read from. */
const TOKENS = /((?:token|private|avh)(?:\/|=|%3d|%2f))[^/?#&"'\s<>]+/gi;

const NAMED = /\/(?:vod|videos?)\/([\w-]+)/gi;
const AS_VALUE = /(?:\bvideo[-_]?id|[?&;](?:video|vod|v|id))\s*[=:]\s*["']?([\w-]+)/gi;
const BARE = /(?<![\w-])(vi[A-Za-z\d]{18,30})(?![\w-])/g;
const LIVE = /\/live\/|\bli[A-Za-z\d]{18,30}\b|\/private\//;

/** Slashes and signs as they are, where an address travels inside of another one or of HTML. */
function plain(text: string): string {
  const html = text
    .replace(/&(?:amp|#0*38|#x0*26);/gi, '&')
    .replace(/&(?:#0*47|#x0*2f|sol);/gi, '/')
    .replace(/\\\//g, '/');
  return html.replace(/%(?:2f|3a|3f|3d|26)/gi, (code) => decodeURIComponent(code));
}

/** An address of api.video's, on whatever domain. */
const OURS = /\/vod\/|\/live\/|api\.video/i;

/** An address with what may be a token in it taken out. */
export const withoutToken = (text: string): string =>
  ADDRESS.test(plain(text)) ? text.replace(TOKENS, '$1') : text;

/** Any text, with the tokens of api.video's addresses in it taken out. */
export const withoutTokens = (text: string): string => (OURS.test(plain(text)) ? withoutToken(text) : text);

/**
 * Reads an id from what people paste: the address of a player, asset or dashboard page, on any domain, or an embed code.
 * What it gives never holds a token.
 */
export function readPastedVideo(written: string): PastedVideo {
  const text = written.replace(AROUND, '');
  if (isVideoId(text)) return { id: text };
  const whole = plain(text);
  if (!ADDRESS.test(whole)) return { text };
  const address = `/${whole}`.replace(TOKENS, '$1');
  for (const form of [NAMED, AS_VALUE, BARE]) {
    const ids = new Set(Array.from(address.matchAll(form), ([, id = '']) => id).filter(isVideoId));
    if (ids.size > 1) return { unusable: 'several' };
    for (const id of ids) return { id };
  }
  return { unusable: LIVE.test(address) ? 'live' : 'no-video' };
}
