import { watched } from '../player/watched.js';
import { labelsOf } from '../render/labels-of.js';

const CARDS = 'vitrine-gallery:not([resume=off]) [data-video]';

/** Shows on every card of the page how far somebody got in its video, and goes on to do so. */
export function followProgress(): void {
  showProgress();
  // Other tabs, `clear()`, and pages that a client-side router brings.
  for (const type of ['storage', 'vitrine-clear', 'astro:page-load'])
    addEventListener(type, showProgress, true);
}

export function showProgress(): void {
  const all = watched();
  for (const card of document.querySelectorAll<HTMLElement>(CARDS)) {
    const [seconds = 0, length = 0] = all[card.dataset.video ?? ''] ?? [];
    const bar = card.querySelector<HTMLElement>('.vitrine-progress');
    if (length > 0) fill(bar ?? addBar(card), seconds / length);
    else bar?.remove();
  }
}

function addBar(card: Element): HTMLElement {
  const bar = document.createElement('span');
  bar.className = 'vitrine-progress';
  bar.role = 'img';
  card.querySelector('.vitrine-frame')?.append(bar);
  return bar;
}

function fill(bar: HTMLElement, part: number): void {
  const percent = `${Math.round(part * 100)}`;
  bar.style.setProperty('--watched', `${percent}%`);
  bar.ariaLabel = labelsOf(bar).watched.replace('{percent}', percent);
}
