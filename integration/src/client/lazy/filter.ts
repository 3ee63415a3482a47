import { labelsOf } from '../render/labels-of.js';

/** States of a discreet video whose title may still come. */
const TO_COME = ['', 'loading', 'busy'];

const observed = new WeakSet<Element>();

/** Upper and lower case, accents and their absence are alike. */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a text holds every word of a query, in any order. */
export function finds(query: string, text: string): boolean {
  const folded = fold(text);
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

const BOX = '.vitrine-filter input';

/** Follows what is written into the filters of the page, and what has been already. */
export function followFilters(): void {
  addEventListener('input', ({ target }) => {
    if ((target as Element).matches(BOX)) filter(target as HTMLInputElement);
  });
  for (const box of document.querySelectorAll<HTMLInputElement>(BOX)) if (box.value) filter(box);
}

/**
 * Hides the cards of a gallery that do not match its box, by what the page shows: titles and captions. A discreet video stays until
 * its title has come, which it does by coming near the viewport; then it is looked at as well.
 */
function filter(box: HTMLInputElement): void {
  const gallery = box.closest('vitrine-gallery');
  if (!gallery) return;
  apply(gallery, box);
  if (observed.has(gallery)) return;
  observed.add(gallery);
  new MutationObserver(() => apply(gallery, box)).observe(gallery, {
    subtree: true,
    attributeFilter: ['data-state'],
  });
}

function apply(gallery: Element, { value }: HTMLInputElement): void {
  const query = value.trim();
  const cards = [...gallery.querySelectorAll<HTMLElement>('.vitrine-card')];
  let number = 0;
  let pending = 0;
  for (const card of cards) {
    const words = wordsOf(card);
    const found = words !== undefined && finds(query, words);
    const isPending = words === undefined && isToCome(card);
    card.hidden = query !== '' && !found && !isPending;
    number += Number(found);
    pending += Number(isPending);
  }
  const { found, notFound } = labelsOf(gallery);
  const counted = number + pending > 0 ? found : notFound;
  say(
    gallery.querySelector('.vitrine-found'),
    query && counted.replace('{number}', `${number}`).replace('{count}', `${cards.length}`),
  );
}

/** Title and caption of a card; undefined while they are not in the page. */
function wordsOf(card: HTMLElement): string | undefined {
  const isHere = !card.matches('.vitrine-card-discreet') || /^(ready|failed)$/.test(stateOf(card));
  if (!isHere) return undefined;
  return [...card.querySelectorAll('.vitrine-title, .vitrine-caption')]
    .map(({ textContent }) => textContent)
    .join(' ');
}

const isToCome = (card: HTMLElement) => TO_COME.includes(stateOf(card));

const stateOf = (card: HTMLElement) => card.querySelector('vitrine-video')?.getAttribute('data-state') ?? '';

/** The same text is not read out twice. */
function say(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
