import { showProgress } from '../lazy/show-progress.js';
import type { Item } from './gallery-items.js';
import { forgetProgress, keepProgress, type Progress } from './watched.js';

/** Whether a gallery wants this browser to keep anything of how its videos are watched. */
export const keeps = (link: Element): boolean => !link.closest('[resume=off]');

/** Where a video was left, as far as its gallery keeps that. */
export const progressOf = ({ id, link }: Item): Progress =>
  keeps(link) ? keepProgress(id, showProgress) : forgetProgress();
