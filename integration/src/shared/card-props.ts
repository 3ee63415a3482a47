import type { CardView } from './views.js';

/** What the component that the `card` option names is given. */
export interface CardProps {
  /**
   * The video: what the page may show of it (`title`, `caption`, `duration` in seconds, each only where it is known and
   * the gallery is not discreet), and what `<VideoLink>`, `<VideoThumbnail>`, `<VideoTitle>` and `<VideoCaption>` take.
   */
  video: CardView;
}
