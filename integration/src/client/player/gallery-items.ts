import type { VideoElement } from '../session/video-element.js';
import type { Sources } from './sources.js';

/** One video of a gallery, as the page shows it. */
export interface Item {
  /** The video's id. */
  id: string;
  link: HTMLAnchorElement;
  /** The element that asks for its session; public videos have none. */
  video: VideoElement | null;
}

const LINKS = '[open=dialog] .vitrine-link';

/** All videos of the gallery that a link belongs to, in their order, without those a filter hides. */
export const itemsAround = (link: HTMLAnchorElement): Item[] =>
  [...(link.closest('[open=dialog]')?.querySelectorAll<HTMLAnchorElement>(LINKS) ?? [])]
    .filter((link) => !link.closest('[hidden]'))
    .map(itemOf);

/** The first link to a video on the page. */
export const linkTo = (id: string): HTMLAnchorElement | undefined =>
  [...document.querySelectorAll<HTMLAnchorElement>(LINKS)].find((link) => itemOf(link).id === id);

export const itemOf = (link: HTMLAnchorElement): Item => ({
  id: link.closest<HTMLElement>('[data-video]')?.dataset.video ?? '',
  link,
  video: link.closest<VideoElement>('vitrine-video'),
});

/** Title and caption as they stand on the card, which knows those of discreet galleries once they have come. */
export const wordsOf = ({ link }: Item) => ({
  title: link.querySelector('.vitrine-title')?.textContent ?? '',
  caption: link.closest('.vitrine-card')?.querySelector('.vitrine-caption')?.textContent ?? '',
});

/** What plays of a public video: its page holds the addresses, since they are no secret. */
export const plainSources = ({ link }: Item): Sources => {
  const { hls, mp4, chapters } = link.dataset;
  const poster = link.querySelector('img')?.currentSrc;
  return {
    player: link.href,
    ...(hls && { hls }),
    ...(mp4 && { mp4 }),
    ...(poster && { poster }),
    ...(chapters && { chapters: chapters.split(' ') }),
  };
};
