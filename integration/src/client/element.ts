import { ask } from './ask.js';
import { loadLater } from './load-later.js';
import { askDue, type PlacedVideo, placed } from './placed.js';
import { show } from './show.js';
import { $videos } from './videos.js';

/** How far outside the viewport a video is asked for. */
const NEAR = '50%';

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const video = target as VitrineVideo;
      video.near = isIntersecting;
      if (!isIntersecting) continue;
      video.place();
      if ($videos.get()[video.grant]) video.render();
      else ask(video);
    }
    askDue();
  },
  { rootMargin: NEAR },
);

/** `<vitrine-video video grant>`: turns its static placeholder into what the visitor may see. */
export class VitrineVideo extends HTMLElement implements PlacedVideo {
  declare endpoint: string;
  declare grant: string;
  declare video: string;
  declare near: boolean;
  /** Thumbnails in a row that did not load. */
  #failures = 0;

  connectedCallback(): void {
    // A relayed thumbnail needs no session, unless it failed before anybody listened.
    const relayed = this.hasAttribute('relay') && this.querySelector<HTMLImageElement>('.vitrine-thumbnail');
    if (!relayed || (relayed.complete && !relayed.naturalWidth)) observer.observe(this);
  }

  /** Takes part from now on: a page may hold thousands of videos that never come near. */
  place(): void {
    this.endpoint = this.closest('[endpoint]')?.getAttribute('endpoint') as string;
    this.grant = this.getAttribute('grant') as string;
    this.video = this.getAttribute('video') as string;
    placed.add(this);
  }

  disconnectedCallback(): void {
    placed.delete(this);
    observer.unobserve(this);
  }

  /** The first failure of the picture asks for a fresh session, a second one is shown. */
  hear({ type }: Event): void {
    this.place();
    if (type === 'load') this.#failures = 0;
    if (type !== 'error') this.render();
    else if (this.#failures++) loadLater().then(() => this.render());
    else ask(this);
  }

  render(): void {
    show(this, $videos.get()[this.grant], this.#failures > 1);
  }
}
