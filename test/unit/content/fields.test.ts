import { describe, expect, it } from 'vitest';
import { date } from '../../../integration/src/content/fields/date.js';
import { slipsBetween } from '../../../integration/src/content/near-word.js';

describe('a date', () => {
  it.each([
    ['2026-05-04', '2026-05-04T00:00:00.000Z'],
    [' 2026-05-04 ', '2026-05-04T00:00:00.000Z'],
    ['2026-05-04T10:30', '2026-05-04T10:30:00.000Z'],
    ['2026-05-04 10:30', '2026-05-04T10:30:00.000Z'],
    ['2026-05-04T10:30:00Z', '2026-05-04T10:30:00.000Z'],
    ['2026-05-04T10:30:00.5+02:00', '2026-05-04T08:30:00.500Z'],
    ['2026-05-04 10:30:00 +0200', '2026-05-04T08:30:00.000Z'],
    [new Date('2026-05-04'), '2026-05-04T00:00:00.000Z'],
  ])('%s', (written, meaning) => {
    expect(date('?')(written)).toEqual({ value: new Date(meaning) });
  });

  it.each(['', null, undefined, [], ' '])('%j is absent', (written) => {
    expect(date('?')(written)).toEqual({ value: undefined });
  });

  it.each([
    '4.5.2026',
    '2026-02-30',
    '2026-13-01',
    '2026-05-04T25:00',
    'tomorrow',
    20260504,
    true,
    new Date('?'),
  ])('%s is none', (written) => {
    expect(date('?')(written)).toHaveProperty('mistakes');
  });
});

it.each([
  ['titel', 'title', 1],
  ['vidoes', 'videos', 1],
  ['hiden', 'hidden', 1],
  ['public', 'public', 0],
  ['', 'public', 6],
])('between %j and %j lie %i slips', (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips);
});
