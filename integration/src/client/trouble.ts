/** One chunk, loaded when the first video of a page is not shown as it should be. */
export { notice } from './notice.js';
export { stateInTrouble } from './state-in-trouble.js';
