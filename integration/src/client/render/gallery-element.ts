import { refreshDue } from '../session/refresh-timer.js';
import { requestSession } from '../session/request-session.js';
import { $videos } from '../session/store.js';
import { attach, type VideoElement } from '../session/video-element.js';
import { renderVideo } from './render-video.js';

/** How far outside the viewport a video is asked for. */
const NEAR = '50%';

const nearness = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const video = target as VideoElement;
      video.near = isIntersecting;
      if (!isIntersecting) continue;
      attach(video);
      if ($videos.get()[video.grant]) renderVideo(video);
      else requestSession(video);
    }
    refreshDue();
  },
  { rootMargin: NEAR },
);

const additions = new MutationObserver((changes) => {
  for (const { target } of changes) observe(target as Element);
});

function observe(within: Element): void {
  for (const video of within.querySelectorAll('vitrine-video')) {
    // A relayed thumbnail needs no session, unless it failed before anybody listened.
    const relayed = video.querySelector<HTMLImageElement>('[relay] .vitrine-thumbnail');
    if (!relayed || (relayed.complete && !relayed.naturalWidth)) nearness.observe(video);
  }
}

/**
 * `<vitrine-gallery>`: turns the static placeholders of its videos into what the visitor may see. The videos are no
 * elements of our own to the browser, which would take more time to make them than all the rest takes.
 */
export class VitrineGallery extends HTMLElement {
  connectedCallback(): void {
    observe(this);
    additions.observe(this, { childList: true, subtree: true });
  }
}
