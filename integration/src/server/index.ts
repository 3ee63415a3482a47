/** All of this room that routes and the integration may use. */

export { SAFE_HEADERS } from './http/problem.js';
export { metersNow } from './observability/meters.js';
export { timed } from './observability/server-timing.js';
export { listReads, requestContext } from './runtime.js';
export { answerThumbnail } from './thumbnails/answer-thumbnail.js';
export { answerTokens } from './tokens/answer-tokens.js';
export { answerWatch, WATCH_HEADERS } from './watch/answer-watch.js';
export { cameFrom } from './watch/page-words.js';
export { type FindWords, storedWords } from './watch/stored-words.js';
