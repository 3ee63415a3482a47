import { describe, expect, test } from 'vitest';
import { readyState } from '../../../integration/src/client/session/ready-state.js';
import { readyVideo } from './ready-video.js';

const assetsWith = (player: string) => ({ ...readyVideo('viA').assets, player });

describe('readyState', () => {
  test('counts from the moment of asking, and refreshes five minutes before the end', () => {
    const state = readyState(readyVideo('viA'), 'viA', 1000);
    expect(state?.expiresAt).toBe(1000 + 86_400_000);
    expect(state?.dueAt).toBe(1000 + 86_400_000 - 300_000);
  });

  test('refreshes a short session when a tenth of its life is left', () => {
    expect(readyState(readyVideo('viA', { expiresIn: 60 }), 'viA', 0)?.dueAt).toBe(54_000);
  });

  test('refuses a session for another video, and other answers', () => {
    expect(readyState(readyVideo('viB'), 'viA', 0)).toBeUndefined();
    expect(readyState({ status: 'denied' }, 'viA', 0)).toBeUndefined();
    expect(readyState(undefined, 'viA', 0)).toBeUndefined();
  });

  test.each([
    'https://cdn.example/x',
    'http://127.0.0.1:7071/vod/x',
    'http://localhost/x',
    'http://[::1]:80/x',
  ])('takes %s', (url) => {
    expect(readyState(readyVideo('viA', { assets: assetsWith(url) }), 'viA', 0)).toBeDefined();
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://cdn.example/x',
    'http://localhost.example/x',
    'http://localhost:80@evil.example/x',
    ' https://cdn.example/x',
    '//cdn.example/x',
    '',
  ])('refuses %j', (url) => {
    expect(readyState(readyVideo('viA', { assets: assetsWith(url) }), 'viA', 0)).toBeUndefined();
  });
});
