import { describe, expect, it } from 'vitest';
import { duration, rowOf } from '../../../integration/src/toolbar/row.js';

const video = { title: 'The opening', id: 'vi1', shown: '' };
const assets = { thumbnail: '', player: '', hls: '' };
const ready = { status: 'ready', id: 'vi1', expiresIn: 86_390, assets, dueAt: 0 } as const;

describe('a row of the app in the dev toolbar', () => {
  it.each([
    [86_390, '23 h 59 min 50 s'],
    [3600, '1 h 0 min 0 s'],
    [61, '1 min 1 s'],
    [0, '0 s'],
    [-5, '0 s'],
  ])('says %d seconds as %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it('counts a session from both its ends', () => {
    const state = { ...ready, sessionToken: 's', expiresAt: 86_340_000 };
    expect(rowOf(video, state, 0)).toMatchObject({
      state: 'ready',
      age: '1 min 0 s',
      left: '23 h 59 min 0 s',
    });
    expect(rowOf(video, state, 86_340_001)).toMatchObject({ left: 'ended' });
    expect(rowOf({ ...video, shown: 'failed' }, state, 0).state).toBe('failed');
  });

  it('knows videos without a session', () => {
    expect(rowOf(video, undefined, 0)).toMatchObject({ state: 'not asked for', age: '', left: '' });
    expect(rowOf(video, { status: 'busy', dueAt: 7000 }, 0).left).toBe('asked again in 7 s');
    expect(rowOf(video, { ...ready, expiresAt: 1000 }, 0).age).toBe('public by now');
  });
});
