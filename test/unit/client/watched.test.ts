// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { keepChoices, keptChoices } from '../../../integration/src/client/player/choices.js';
import { keepProgress, watched } from '../../../integration/src/client/player/watched.js';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

const KEY = 'vitrine-positions';
const nobody = () => {};

it('keeps every few seconds, and when one leaves, where a video was left', () => {
  const changed = vi.fn();
  const progress = keepProgress('viA', changed);
  progress.length(100);
  progress.at(4);
  expect(watched()).toEqual({});
  progress.at(6);
  expect(watched().viA?.slice(0, 2)).toEqual([6, 100]);
  progress.at(8);
  progress.leave();
  expect(watched().viA?.[0]).toBe(8);
  expect(changed).toHaveBeenCalledTimes(2);
  expect(keepProgress('viA', nobody).seconds()).toBe(8);
  expect(keepProgress('viB', nobody).seconds()).toBe(0);
});

it.each([
  ['its beginning', 1],
  ['its end', 97],
])('keeps nothing of a video that was left at %s', (_, seconds) => {
  localStorage.setItem(KEY, '{"videos":{"viA":[50,100,1]}}');
  const progress = keepProgress('viA', nobody);
  progress.length(100);
  progress.at(seconds);
  progress.leave();
  expect(watched()).toEqual({});
});

it('forgets a video that is over', () => {
  const progress = keepProgress('viA', nobody);
  progress.at(50);
  progress.ended();
  expect(watched()).toEqual({});
  expect(progress.seconds()).toBe(0);
});

it('keeps two hundred, the last ones watched', () => {
  let now = 1000;
  vi.spyOn(Date, 'now').mockImplementation(() => now++);
  for (let index = 0; index < 250; index += 1) keepProgress(`vi${index}`, nobody).at(50);
  expect(Object.keys(watched())).toHaveLength(200);
  expect(watched().vi49).toBeUndefined();
  expect(watched().vi249).toBeDefined();
});

it.each(['', 'undefined', '7', 'null', '[]', '{"videos":7}', '{"videos":null}', '{"videos":{"viA":"x"}}'])(
  'begins at the beginning where storage holds %j',
  (text) => {
    localStorage.setItem(KEY, text);
    const progress = keepProgress('viA', nobody);
    expect(progress.seconds()).toBe(0);
    progress.at(50);
    expect(watched().viA?.[0]).toBe(50);
  },
);

it('goes on without storage', () => {
  vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('SecurityError');
  });
  const progress = keepProgress('viA', nobody);
  progress.at(50);
  expect(progress.seconds()).toBe(50);
  expect(keptChoices()).toEqual({});
  keepChoices({ volume: 1 });
});

it('keeps what was chosen beside it, as far as it makes sense', () => {
  keepProgress('viA', nobody).at(50);
  keepChoices({ volume: 0.5 });
  keepChoices({ rate: 1.5, captions: 'fr' });
  expect(keptChoices()).toEqual({ volume: 0.5, rate: 1.5, captions: 'fr' });
  keepProgress('viB', nobody).at(50);
  expect(keptChoices().rate).toBe(1.5);
  expect(Object.keys(watched()).toSorted()).toEqual(['viA', 'viB']);
  localStorage.setItem(KEY, '{"choices":{"volume":7,"rate":"x","captions":null,"look":null}}');
  expect(keptChoices()).toEqual({});
});
