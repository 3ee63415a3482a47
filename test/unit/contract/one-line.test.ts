import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oneLine } from '../../../integration/src/contract/one-line.js';

it.each([
  ['Talk\nof today', 'Talk of today'],
  ['Talk\r\n\t of\u2028today\u2029 \u0085x', 'Talk of today x'],
  ['\u001b[31mred\u001b[0m', '\ufffd[31mred\ufffd[0m'],
  ['\u009b31mred', '\ufffd31mred'],
  ['bell\u0007, null\u0000, delete\u007f', 'bell\ufffd, null\ufffd, delete\ufffd'],
  ['abc\u202egpj.exe\u2066x\u2069\u200f', 'abc\ufffdgpj.exe\ufffdx\ufffd\ufffd'],
  ['half \ud83d', 'half \ufffd'],
  ['Été – “L’heure” 👩‍👩‍👧 السلام 日本語', 'Été – “L’heure” 👩‍👩‍👧 السلام 日本語'],
  ['', ''],
])('%j is shown as %j', (text, shown) => {
  expect(oneLine(text)).toBe(shown);
});

it.each([
  ['x'.repeat(100), 'x'.repeat(100)],
  ['x'.repeat(101), `${'x'.repeat(99)}…`],
  ['🎬'.repeat(100), '🎬'.repeat(100)],
  ['🎬'.repeat(101), `${'🎬'.repeat(99)}…`],
  [`${' '.repeat(5000)}x`, ' …'],
  ['x'.repeat(10_000_000), `${'x'.repeat(99)}…`],
])('what is long is cut, characters whole', (text, shown) => {
  expect(oneLine(text)).toBe(shown);
});

it('whatever the text, it stays on its line and moves nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer({ min: 1, max: 300 }),
      (text, longest) => {
        const shown = oneLine(text, longest);
        expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        expect(Array.from(shown).length).toBeLessThanOrEqual(longest);
        expect(shown.isWellFormed()).toBe(true);
      },
    ),
  );
});
