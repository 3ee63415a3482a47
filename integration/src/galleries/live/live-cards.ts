import { oneLine } from '../../contract/one-line.js';
import type { CardView } from '../../types.js';
import { type CardContext, cardViews } from '../cards.js';
import type { PlacedVideo } from '../resolve.js';
import type { LiveGallery } from './live-gallery.js';

/** The cards of some videos of a live gallery; one whose grant would be too long is left out, and told. */
export function cardsThatFit(
  { id, access, discreet, previews }: LiveGallery,
  placed: readonly PlacedVideo[],
  site: Pick<CardContext, 'seal' | 'site' | 'thumbnails'>,
  warn: (message: string) => void,
): CardView[] {
  const context = { access, discreet, previews: new Map(previews), ...site };
  return placed.flatMap((each) => {
    try {
      return cardViews([each], context, () => `The gallery "${oneLine(id)}"`);
    } catch (error) {
      warn(`${each.video.id} is left out. ${(error as Error).message}`);
      return [];
    }
  });
}
