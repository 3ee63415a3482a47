import { showProgress } from '../lazy/show-progress.js';
import type { Item } from './gallery-items.js';
import { settingsOf } from './player-settings.js';
import { forgetProgress, keepProgress, type Progress } from './watched.js';

/** Where a video was left, as far as its gallery keeps that. */
export const progressOf = ({ id, link }: Item): Progress =>
  settingsOf(link).keeps ? keepProgress(id, showProgress) : forgetProgress();
