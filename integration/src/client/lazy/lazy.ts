/** The lazy chunk, loaded with the first click, the first visit of a filter, the first failure on a page, or something to resume. */
import { followFilters } from './filter.js';
import { followProgress } from './show-progress.js';

export { openDialog } from '../player/open-dialog.js';
export { failureState, pause } from './failure-state.js';
export { showStatus } from './status-message.js';

followFilters();
followProgress();
