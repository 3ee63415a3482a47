import type { Meters } from '../contract/meters.js';
import { element } from './element.js';
import { FINDER_STYLE } from './finder.js';
import { duration, type Row } from './row.js';

const STYLE = `
  h1 { margin: 0; font-size: 16px; }
  header, .meter { display: flex; justify-content: space-between; gap: 16px; align-items: center; }
  .meter { justify-content: start; font-size: 13px; }
  a { color: inherit; font-size: 13px; }
  .app { display: grid; gap: 16px; min-height: 0; overflow: auto; overscroll-behavior: contain; }
  .app > * { min-width: 0; }
  .now { display: grid; gap: 6px; }
  .videos { overflow: auto; max-height: 180px; overscroll-behavior: contain; }
  table { border-collapse: collapse; width: 100%; font-size: 13px; }
  th, td { text-align: start; padding: 4px 12px 4px 0; vertical-align: top; }
  .mistakes pre { margin: 0 0 8px; padding: 8px 12px; white-space: pre-wrap; font-size: 13px; border-left: 3px solid #f66; background: #f662; }
  td small { display: block; opacity: .6; }
`;

function meter(label: string, value: number, max: number, words: string): HTMLElement {
  const gauge = element('meter', { max: Math.max(max, 1), value });
  gauge.setAttribute('aria-label', label);
  return element('div', { className: 'meter' }, `${label} `, gauge, ` ${words}`);
}

function meters({ pool, quota }: Meters): HTMLElement[] {
  if (!pool) return [element('p', {}, 'No tokens were asked for yet.')];
  const { ready, total, waiting, reading } = pool;
  return [
    meter(
      'Pool',
      ready,
      total,
      `${ready} of ${total} sessions ready, ${waiting} waiting, ${reading} reads under way`,
    ),
    ...(quota
      ? [
          meter(
            'Quota',
            quota.remaining,
            quota.limit,
            `${quota.remaining} of ${quota.limit} reads left, whole again in ${duration(quota.resetIn)}`,
          ),
        ]
      : []),
  ];
}

const row = ({ title, id, state, age, left }: Row) =>
  element(
    'tr',
    {},
    element('td', {}, title, element('small', {}, id)),
    element('td', {}, state),
    element('td', {}, age),
    element('td', {}, left),
  );

function videos(rows: readonly Row[]): HTMLElement {
  if (rows.length === 0) return element('p', {}, 'There is no video on this page.');
  const head = ['Video', 'State', 'Session open for', 'Ends in'].map((text) => element('th', {}, text));
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...head)));
  table.append(element('tbody', {}, ...rows.map(row)));
  return element('div', { className: 'videos' }, table);
}

/** The frame of the app: what stays, below what is drawn anew by the second. Gives the latter. */
export function createWindow(canvas: ShadowRoot, ...staying: HTMLElement[]): HTMLElement {
  const now = element('section', { className: 'now' });
  const window = document.createElement('astro-dev-toolbar-window');
  window.append(
    element('style', {}, STYLE + FINDER_STYLE),
    element('div', { className: 'app' }, now, ...staying),
  );
  canvas.replaceChildren(window);
  return now;
}

/** Draws what changes anew. */
export function draw(section: HTMLElement, rows: readonly Row[], now: Meters): void {
  const header = element('header', {}, element('h1', {}, 'Vitrine'));
  if (now.admin) header.append(element('a', { href: now.admin, target: '_blank' }, 'Sandbox admin'));
  const scrolled = section.querySelector('.videos')?.scrollTop ?? 0;
  section.replaceChildren(header, ...meters(now), videos(rows));
  section.querySelector('.videos')?.scrollTo(0, scrolled);
}
