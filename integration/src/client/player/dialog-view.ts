import type { Labels } from '../../contract/labels.js';
import { iconButton, make } from './make.js';

const CLOSE = 'M5 5 19 19M19 5 5 19';
const BACK = 'M15 4 7 12l8 8';
const ON = 'M9 4l8 8-8 8';

const PLAYER_KEYS = /^[jklcfm0-9]$/i;

/** What the buttons and keys of the dialog do. */
export interface Commands {
  close: () => void;
  /** Steps through the gallery: -1 or 1. */
  step: (by: number) => void;
  /** Plays from the first second. */
  restart: () => void;
}

/** The dialog and its parts, empty. It closes by Esc, by its button and by a click beside the picture. */
export function createDialogView(labels: Labels, { close, step, restart }: Commands) {
  const title = make('h2', 'vitrine-dialog-title');
  title.id = 'vitrine-dialog-title';
  title.ariaLive = 'polite';
  const caption = make('p', 'vitrine-dialog-caption');
  const position = make('p', 'vitrine-dialog-place');
  const download = make('a', 'vitrine-dialog-download', labels.download);
  const beginning = make('button', 'vitrine-button vitrine-dialog-beginning', labels.beginning);
  beginning.type = 'button';
  beginning.hidden = true;
  beginning.onclick = restart;
  const host = make('div', 'vitrine-stage');
  const previous = iconButton('vitrine-previous', labels.previous, BACK, () => step(-1));
  const next = iconButton('vitrine-next', labels.next, ON, () => step(1));
  const words = make('div', 'vitrine-dialog-words', title, caption);
  const dialog = make(
    'dialog',
    'vitrine-dialog',
    make('div', 'vitrine-dialog-head', position, iconButton('vitrine-close', labels.close, CLOSE, close)),
    make('div', 'vitrine-dialog-middle', previous, host, next),
    make('div', 'vitrine-dialog-foot', words, make('div', 'vitrine-dialog-actions', beginning, download)),
  );
  dialog.setAttribute('aria-labelledby', title.id);

  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener('click', ({ target }) => {
    const beside = (target as Element).matches(
      '.vitrine-dialog, .vitrine-dialog-middle, .vitrine-dialog-head',
    );
    if (beside) close();
  });
  dialog.addEventListener('keydown', ({ key, target }) => {
    const forward = dialog.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const isArrow = key === 'ArrowLeft' || key === 'ArrowRight';
    if (isArrow && !(target instanceof HTMLMediaElement)) step(key === forward ? 1 : -1);
    // The keys of the browser's own player work from everywhere in the dialog, those that buttons and lists need excepted.
    else if (PLAYER_KEYS.test(key) && !(target as Element).matches('select, input'))
      host.querySelector('.vitrine-native')?.dispatchEvent(new KeyboardEvent('keydown', { key }));
  });
  return { dialog, title, caption, position, download, beginning, host, previous, next };
}
