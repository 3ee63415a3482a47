/** What a page of the site says of a private video to everybody. */
export interface ShownWords {
  /** The access that its grant was sealed with there. */
  access: string;
  title: string;
  caption?: string;
  /** Where the video stands, if that is a page of our own. */
  gallery?: { title: string; url: string };
  /** Whether that page is for those alone who come from it. */
  unlisted?: true;
}

/** One file: the words of some videos, by their ids. */
export type WordsFile = Record<string, ShownWords[]>;

/** Beside the server's code; never where visitors can get it. */
export const WORDS_FOLDER = 'vitrine-words';

/** The file with the words of a video: there are 256, so that a server reads little for one. */
export function wordsFileOf(videoId: string): string {
  let sum = 0;
  for (const letter of videoId) sum = (sum * 31 + letter.charCodeAt(0)) & 0xff;
  return `${sum.toString(16).padStart(2, '0')}.json`;
}
