import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../../integration/src/content/sync/progress.js';

function show(isTTY: boolean, isPlain = false, pages = 100) {
  const lines: string[] = [];
  const written: string[] = [];
  const progress = createProgress(
    { info: (line) => lines.push(line) },
    { isTTY, columns: 60, write: (text) => written.push(text) },
    isPlain,
  );
  for (let page = 1; page <= pages; page++) progress.page(page, pages);
  progress.end();
  return { lines, written };
}

/** What a screen shows, with nothing but the moves that the bar makes. */
function screen(texts: readonly string[]): string[] {
  const rows: string[] = [''];
  let row = 0;
  for (const [part] of texts
    .join('')
    .replaceAll('\x1b[', '␛')
    .matchAll(/␛J|␛A|\r|\n|[^␛\r\n]+/g)) {
    if (part === '␛J') rows.splice(row, rows.length, '');
    else if (part === '␛A') row--;
    else if (part === '\n') rows[++row] ??= '';
    else if (part !== '\r') rows[row] = part + (rows[row] ?? '').slice(part.length);
  }
  return rows;
}

describe('progress', () => {
  it('is a bar on a terminal, on a line of its own, which goes away', () => {
    const { lines, written } = show(true);
    expect(lines).toEqual([]);
    expect(screen(written.slice(0, 50))).toEqual(['', `${'█'.repeat(12)}${'░'.repeat(12)} 50 of 100 pages`]);
    expect(screen(written)).toEqual(['']);
  });

  it('leaves lines of others whole', () => {
    const { written } = show(true);
    const other = '12:00:00 [content] Synced\n';
    const shown = screen([...written.slice(0, 20), other, ...written.slice(20)]);
    expect(shown).toEqual([other.trim(), '']);
  });

  it('is a few plain lines in CI and where output goes to a file', () => {
    const plain = [25, 50, 75, 100].map((page) => `read ${page} of 100 pages`);
    expect(show(false)).toEqual({ lines: plain, written: [] });
    expect(show(true, true)).toEqual({ lines: plain, written: [] });
  });

  it('does not mention a single page', () => {
    expect(show(true, false, 1)).toEqual({ lines: [], written: [] });
    expect(show(false, false, 1)).toEqual({ lines: [], written: [] });
  });
});
