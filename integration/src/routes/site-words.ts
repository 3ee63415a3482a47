import type { FindWords } from '../server/index.js';
import { storedWords } from '../server/index.js';
import { livePages } from './live-galleries.js';

/** What the pages of the site say of a video: live ones as they are now, all others as they were built. */
export const siteWords: FindWords = async (videoId, source) => [
  ...(await livePages.words(videoId, source)),
  ...(await storedWords(videoId)),
];
