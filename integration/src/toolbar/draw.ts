import type { Meters } from '../contract/meters.js';
import { duration, type Row } from './row.js';

const STYLE = `
  h1 { margin: 0; font-size: 16px; }
  header, .meter { display: flex; justify-content: space-between; gap: 16px; align-items: center; }
  .meter { justify-content: start; font-size: 13px; }
  a { color: inherit; font-size: 13px; }
  .videos { overflow: auto; max-height: 50vh; }
  table { border-collapse: collapse; width: 100%; font-size: 13px; }
  th, td { text-align: start; padding: 4px 12px 4px 0; vertical-align: top; }
  td small { display: block; opacity: .6; }
`;

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

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

/** Draws the whole app anew. */
export function draw(canvas: ShadowRoot, rows: readonly Row[], now: Meters): void {
  const header = element('header', {}, element('h1', {}, 'Vitrine'));
  if (now.admin) header.append(element('a', { href: now.admin, target: '_blank' }, 'Sandbox admin'));
  const window = document.createElement('astro-dev-toolbar-window');
  window.append(element('style', {}, STYLE), header, ...meters(now), videos(rows));
  const scrolled = canvas.querySelector('.videos')?.scrollTop ?? 0;
  canvas.replaceChildren(window);
  canvas.querySelector('.videos')?.scrollTo(0, scrolled);
}
