import { showProgress } from '../lazy/show-progress.js';
import type { Item } from './gallery-items.js';
import { forgetProgress, keepProgress, type Progress } from './watched.js';

/** Where a video was left, as far as its gallery keeps that. */
export const progressOf = ({ id, link }: Item): Progress =>
  link.closest('[resume=off]') ? forgetProgress() : keepProgress(id, showProgress);
