// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { wantedTrack } from '../../../integration/src/client/player/controls/captions.js';
import { commandOf, keepsKey } from '../../../integration/src/client/player/controls/commands.js';
import { formatTime } from '../../../integration/src/client/player/controls/time.js';
import {
  type Failure,
  nextStep,
  type Step,
  waysOf,
} from '../../../integration/src/client/player/next-step.js';

const press = (key: string, more: KeyboardEventInit = {}) =>
  commandOf(new KeyboardEvent('keydown', { key, ...more }));

describe('keys', () => {
  it.each([
    [' ', { type: 'toggle' }],
    ['k', { type: 'toggle' }],
    ['K', { type: 'toggle' }],
    ['j', { type: 'seek', by: -10 }],
    ['l', { type: 'seek', by: 10 }],
    ['ArrowLeft', { type: 'seek', by: -5 }],
    ['ArrowRight', { type: 'seek', by: 5 }],
    ['ArrowUp', { type: 'volume', by: 0.1 }],
    ['ArrowDown', { type: 'volume', by: -0.1 }],
    ['c', { type: 'captions' }],
    ['f', { type: 'fullscreen' }],
    ['m', { type: 'mute' }],
    ['0', { type: 'jump', to: 0 }],
    ['9', { type: 'jump', to: 0.9 }],
    ['Home', { type: 'jump', to: 0 }],
    ['End', { type: 'jump', to: 1 }],
  ] as const)('%j', (key, command) => {
    expect(press(key)).toEqual(command);
  });

  it.each(['Tab', 'Enter', 'Escape', 'x', 'F5', 'constructor', '٣'])('leaves %j alone', (key) => {
    expect(press(key)).toBeUndefined();
  });

  it.each(['ctrlKey', 'metaKey', 'altKey'])('leaves what has %s alone', (modifier) => {
    expect(press('f', { [modifier]: true })).toBeUndefined();
  });

  it('leaves to buttons, lists and lines what they need', () => {
    const of = (tag: string) => document.createElement(tag);
    expect(keepsKey(of('button'), ' ')).toBe(true);
    expect(keepsKey(of('button'), 'k')).toBe(false);
    expect(keepsKey(of('select'), 'c')).toBe(true);
    expect(keepsKey(of('input'), 'ArrowLeft')).toBe(true);
    expect(keepsKey(of('input'), 'm')).toBe(false);
    expect(keepsKey(of('video'), ' ')).toBe(false);
  });
});

it.each([
  [0, '0:00'],
  [59.9, '0:59'],
  [65, '1:05'],
  [3605, '1:00:05'],
  [36_000, '10:00:00'],
  [Number.NaN, ''],
  [Number.POSITIVE_INFINITY, ''],
])('%d seconds are %s', (seconds, text) => {
  expect(formatTime(seconds)).toBe(text);
});

it('captions come in the language chosen before, else in that of the page, else in the first there is', () => {
  const [en, fr, pt] = ['en', 'fr-CA', 'pt'].map((language) => ({ language }) as TextTrack) as [
    TextTrack,
    TextTrack,
    TextTrack,
  ];
  const tracks = [en, fr, pt];
  expect(wantedTrack(tracks, ['pt', 'fr'])).toBe(pt);
  expect(wantedTrack(tracks, ['de', 'fr'])).toBe(fr);
  expect(wantedTrack(tracks, [undefined, 'de'])).toBe(en);
  expect(wantedTrack([], ['en'])).toBeUndefined();
});

describe('what is done about a player that has failed', () => {
  const usual: Failure = { diagnosis: 'playable', isPrivate: true, isRenewed: false, isLast: false };
  it.each<[Partial<Failure>, Step]>([
    [{ diagnosis: 'ended' }, 'renew'],
    [{ diagnosis: 'ended', isLast: true }, 'renew'],
    [{ diagnosis: 'ended', isRenewed: true }, 'change'],
    [{ diagnosis: 'ended', isRenewed: true, isLast: true }, 'error'],
    [{ diagnosis: 'ended', isPrivate: false }, 'change'],
    [{ diagnosis: 'ended', isPrivate: false, isLast: true }, 'gone'],
    [{ diagnosis: 'offline' }, 'wait'],
    [{ diagnosis: 'offline', isLast: true }, 'wait'],
    [{ diagnosis: 'failing' }, 'change'],
    [{ diagnosis: 'failing', isLast: true }, 'wait'],
    [{ diagnosis: 'playable' }, 'change'],
    [{ diagnosis: 'playable', isLast: true }, 'unplayable'],
  ])('%o: %s', (changed, step) => {
    expect(nextStep({ ...usual, ...changed })).toBe(step);
  });

  it('every way there is is tried, the preferred one first', () => {
    const player = 'https://embed.example/';
    expect(waysOf({ player, hls: 'h', mp4: 'm' }, false)).toEqual(['embed', 'hls', 'mp4']);
    expect(waysOf({ player, hls: 'h', mp4: 'm' }, true)).toEqual(['hls', 'mp4', 'embed']);
    expect(waysOf({ player, mp4: 'm' }, true)).toEqual(['mp4', 'embed']);
    expect(waysOf({ player }, true)).toEqual(['embed']);
  });
});
