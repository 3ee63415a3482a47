/** Written by hand, since a plain TypeScript program cannot resolve `.astro` files. */
import type { CardProps } from '../types.js';
import type { GalleryProps, VideoProps } from './props.js';

interface AstroComponent<Props> {
  (props: Props): unknown;
  isAstroComponentFactory?: boolean;
}

/** A gallery of the site, by its id or its entry; `filter` says whether it has a box to find videos in it. */
export declare const Gallery: AstroComponent<GalleryProps>;

/**
 * One video outside a gallery. `access` must be written once the site has an `authorize` rule; with `player` it plays
 * in its place once pressed, instead of over the page.
 */
export declare const Video: AstroComponent<VideoProps>;

/** For a card of the site's own: the real link to a video, around whatever stands in it. A card has exactly one. */
export declare const VideoLink: AstroComponent<CardProps>;

/** For a card of the site's own: the frame that gets the picture, with the video's length where it is known. */
export declare const VideoThumbnail: AstroComponent<CardProps>;

/** For a card of the site's own: the title, which in a discreet gallery comes with the session. */
export declare const VideoTitle: AstroComponent<CardProps>;

/** For a card of the site's own: the caption, if there is one or it may still come. */
export declare const VideoCaption: AstroComponent<CardProps>;
