import { loadLazyChunk } from '../lazy/load.js';
import { requestSession } from '../session/request-session.js';
import { attach, type VideoElement } from '../session/video-element.js';
import { renderVideo } from './render-video.js';

/**
 * Follows what happens on a video: the first failure of its picture asks for a fresh session, a second one is shown; before a
 * click is followed, the link is checked once more.
 */
export function onVideoEvent({ target, type }: Event): void {
  // The document, which loads as well, is no element.
  const video = (target as Element).closest?.<VideoElement>('vitrine-video');
  if (!video) return;
  attach(video);
  if (type === 'load') video.failures = 0;
  if (type !== 'error') renderVideo(video);
  else if (video.failures++) loadLazyChunk().then(() => renderVideo(video));
  else requestSession(video);
}
