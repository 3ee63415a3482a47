import { type Figure, meets } from './figure.js';

const round = (value: number) => String(Number(value.toPrecision(4)));

function targetOf({ target }: Figure): string {
  if (!target) return '';
  return 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
}

function spread({ samples }: Figure): string {
  if (!samples || samples.length < 2) return '';
  return `${round(Math.min(...samples))} … ${round(Math.max(...samples))} (${samples.length})`;
}

const VERDICTS = { true: 'ok', false: 'MISSED', undefined: '' };

/** The figures as lines of aligned columns, what each means below it. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => ({
    cells: [figure.name, round(figure.value), targetOf(figure), VERDICTS[`${meets(figure)}`], spread(figure)],
    what: figure.what,
  }));
  const header = ['figure', 'value', 'target', '', 'min … max (runs)'];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.flatMap(({ cells, what }) => [line(cells), `    ${what}`])].join('\n');
}
