import { $videos } from '../client/index.js';
import { type Row, rowOf } from './row.js';

const titleOf = (card: Element) => card.querySelector('.vitrine-title')?.textContent?.trim() ?? '';

/** Every video that is on the page now, private ones with the state that the island knows. */
export function pageVideos(): Row[] {
  const states = $videos.get();
  const now = Date.now();
  const cards = document.querySelectorAll<HTMLElement>('vitrine-video, vitrine-gallery a.vitrine-link');
  return [...cards].flatMap((card) => {
    if (card.matches('vitrine-video')) {
      const id = card.getAttribute('video') ?? '';
      const state = states[card.getAttribute('grant') ?? ''];
      return [rowOf({ title: titleOf(card), id, shown: card.dataset.state ?? '' }, state, now)];
    }
    if (card.closest('vitrine-video')) return [];
    return [{ title: titleOf(card), id: '', state: 'public', age: '', left: '' }];
  });
}
