/** One chunk, loaded with the first press, the first word in a filter or the first trouble of a page. */
export { openDialog } from './dialog/open-dialog.js';
export { filter } from './filter.js';
export { notice } from './notice.js';
export { stateInTrouble } from './state-in-trouble.js';
