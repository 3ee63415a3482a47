import { LIBRARY_PATH, type LibraryVideo, REFRESH_PATH } from '../contract/library.js';
import { element } from './element.js';
import { findVideos, lineOf, standsIn } from './found.js';
import { keepForReload } from './reopen.js';

/** So many are drawn; who looks for others writes more words. */
const MOST = 50;

export const FINDER_STYLE = `
  .finder { display: grid; gap: 8px; font-size: 13px; }
  .finder form { display: flex; flex-wrap: wrap; gap: 8px; }
  .finder input { flex: 1 12rem; min-width: 0; font: inherit; padding: 4px 8px; color: inherit; background: #0003; border: 1px solid #fff5; border-radius: 4px; }
  .finder button { font: inherit; padding: 4px 8px; color: inherit; background: #fff2; border: 1px solid #fff5; border-radius: 4px; cursor: pointer; white-space: nowrap; }
  .finder :is(input, button):focus-visible { outline: 2px solid #fff; outline-offset: 1px; }
  .finder ul { margin: 0; padding: 0; list-style: none; }
  .finder li { display: grid; grid-template-columns: 96px minmax(0, 1fr) auto; gap: 12px; align-items: center; padding: 4px 0; }
  .finder img { width: 96px; aspect-ratio: 16 / 9; object-fit: cover; border-radius: 3px; background: #fff2; }
  .finder small { display: block; opacity: .7; overflow-wrap: anywhere; }
  .finder p { margin: 0; }
`;

function row(video: LibraryVideo): HTMLElement {
  const picture = element('img', { alt: '', loading: 'lazy', ...(video.picture && { src: video.picture }) });
  const copy = element('button', { type: 'button', title: lineOf(video).trim() }, 'Copy line');
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(`${lineOf(video)}\n`);
      copy.textContent = 'Copied';
    } catch {
      copy.textContent = 'Not copied: the browser forbids it';
    }
  };
  const words = [video.id, ...video.tags].join(' · ');
  return element(
    'li',
    {},
    picture,
    element('div', {}, video.title, element('small', {}, words), element('small', {}, standsIn(video))),
    copy,
  );
}

/**
 * Finds videos of the account: their ids, the galleries they stand in, and the line to paste into another one.
 *
 * @param wanted What to look for at first.
 */
export function createFinder(wanted = ''): { root: HTMLElement; load: () => Promise<void> } {
  let videos: readonly LibraryVideo[] = [];
  const words = element('input', { type: 'search', placeholder: 'Title, tag or id', value: wanted });
  words.setAttribute('aria-label', 'Find videos by title, tag or id');
  const again = element('button', { type: 'button' }, 'Read the account now');
  const told = element('p', { role: 'status' });
  const list = element('ul');

  function draw(): void {
    const found = findVideos(videos, words.value);
    const more = found.length > MOST ? `, the newest ${MOST} are shown` : '';
    told.textContent = `${found.length} of ${videos.length} videos${more}`;
    list.replaceChildren(...found.slice(0, MOST).map(row));
  }

  async function load(): Promise<void> {
    try {
      videos = await (await fetch(LIBRARY_PATH)).json();
      draw();
    } catch {
      told.textContent = 'The dev server says no videos. Its log says why.';
    }
  }

  again.onclick = async () => {
    again.disabled = true;
    told.textContent = 'Reading the account …';
    keepForReload(words.value);
    const answer = await fetch(REFRESH_PATH, { method: 'POST' }).catch(() => undefined);
    again.disabled = false;
    await load();
    if (!answer?.ok) told.textContent = 'The account could not be read. The log of the dev server says why.';
  };
  words.oninput = draw;
  const form = element('form', {}, words, again);
  form.onsubmit = (event) => event.preventDefault();
  return { root: element('section', { className: 'finder' }, form, told, list), load };
}
