import { withoutTokens } from '../../contract/pasted-video.js';

/** Lines that begin as one that embeds something does, misspelled or not. */
const LINES = /^[ \t>*+\-\d.)]*:{1,4}[ \t]*[a-z].*$/gim;

/** What may be an address in them. */
const PARTS = /[^[\](){}\s"'\u201c-\u201e]+/g;

/** Markdown without the tokens that stand in pasted addresses of lines that embed something. */
export const withoutEmbeddedTokens = (text: string): string =>
  text.replace(LINES, (line) => line.replace(PARTS, (part) => withoutTokens(part)));
