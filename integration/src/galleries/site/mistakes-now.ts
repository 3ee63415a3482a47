import { allGalleries } from './collections.js';
import { coverOf } from './covers.js';
import { cardsOf } from './site-cards.js';

/** In development: what is wrong with the galleries at this moment, each in the words of its page. */
export async function mistakesNow(): Promise<string[]> {
  const each = (await allGalleries()).map(async (gallery): Promise<string[]> => {
    try {
      await cardsOf(gallery);
      await coverOf(gallery);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
  return [...new Set((await Promise.all(each)).flat())];
}
