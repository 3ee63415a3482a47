import type { Labels } from '../contract/labels.js';
import type { GalleryEntry } from '../galleries/resolve.js';
import type { SingleVideo } from '../galleries/site/site-cards.js';
import type { CardView, GalleryId } from '../types.js';

/** A gallery of the site, by its id or its entry. */
export type GalleryProps = (
  | { id: GalleryId; entry?: undefined }
  | { entry: GalleryEntry; id?: undefined }
) & {
  /** Whether there is a box to find videos by title and caption. By itself, in a long gallery. */
  filter?: boolean | undefined;
};

/** One video outside a gallery. */
export type VideoProps = SingleVideo & {
  /** Plays in its place once pressed, instead of over the page. */
  player?: boolean | undefined;
};

export interface GridProps {
  /** The final URL of the token endpoint. */
  endpoint: string;
  videos: CardView[];
  /** Where the pictures of private videos come from, if that is known. */
  mediaOrigin: string | undefined;
  /** What a press on a card does: open the dialog over the page, play in the card's place, or follow its link. */
  open?: 'dialog' | 'place' | 'link';
  /** What plays in the dialog: api.video's player in a frame, or the browser's own. */
  player?: 'embed' | 'native';
  /** What the `href` of a card is once its session has come: the session's player, or the watch page as before. */
  links?: 'token' | 'watch';
  /** Whether this browser keeps where each video was left. */
  resume?: boolean;
  /** Whether api.video is told of plays in the browser's own player. */
  analytics?: boolean;
  /** From how many videos on there is a box to find some; 0: never. */
  filterFrom?: number;
  /** Whether there is that box, however many videos there are. */
  filter?: boolean | undefined;
  /** Where visitors sign in. */
  signIn?: string;
  /** Words for visitors, over ours. */
  labels?: Partial<Labels>;
}
