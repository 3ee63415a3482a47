/** One chunk, loaded with the first press or the first trouble of a page. */
export { openDialog } from './dialog/open-dialog.js';
export { notice } from './notice.js';
export { stateInTrouble } from './state-in-trouble.js';
