/** The lazy chunk, loaded with the first click, the first word in a filter or the first failure on a page. */
export { openDialog } from '../player/open-dialog.js';
export { failureState } from './failure-state.js';
export { filter } from './filter.js';
export { showStatus } from './status-message.js';
