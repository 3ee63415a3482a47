import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failureState, retryDelay } from '../../../integration/src/client/lazy/failure-state.js';
import { readyState } from '../../../integration/src/client/session/ready-state.js';
import { readyVideo } from './ready-video.js';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const answer = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });

describe('retryDelay', () => {
  test('waits as told, up to half as long again', () => {
    expect(retryDelay(7, 1, 0)).toBe(7000);
    expect(retryDelay(7, 3, 1)).toBe(10_500);
  });

  test('doubles after the third refusal, ten minutes at most', () => {
    expect(retryDelay(7, 4, 0)).toBe(14_000);
    expect(retryDelay(7, 5, 0)).toBe(28_000);
    expect(retryDelay(7, 40, 1)).toBe(600_000);
  });
});

describe('failureState', () => {
  test('busy is asked for again when the endpoint says so', () => {
    expect(failureState({ status: 'busy', retryIn: 7 }, answer(200), undefined)).toEqual({
      status: 'busy',
      tries: 1,
      dueAt: 7000,
    });
  });

  test('counts refusals in a row', () => {
    const first = failureState({ status: 'busy', retryIn: 7 }, answer(200), undefined);
    expect(failureState({ status: 'busy', retryIn: 7 }, answer(200), first).tries).toBe(2);
  });

  test('keeps a session that is still good, and drops one that has run out', () => {
    const held = readyState(readyVideo('viA', { expiresIn: 60 }), 'viA', 0);
    const busy = { status: 'busy', retryIn: 5 } as const;
    expect(failureState(busy, answer(200), held)).toMatchObject({ status: 'ready', dueAt: 5000, tries: 1 });
    vi.setSystemTime(60_000);
    expect(failureState(busy, answer(200), held)).toEqual({ status: 'busy', dueAt: 65_000, tries: 1 });
  });

  test.each(['denied', 'stale', 'gone'] as const)('%s is final', (status) => {
    expect(failureState({ status }, answer(200), undefined)).toEqual({ status, dueAt: Infinity });
  });

  test('a session that was refused counts as denied', () => {
    expect(failureState(readyVideo('viB'), answer(200), undefined).status).toBe('denied');
  });

  test.each([
    ['no connection', undefined, 5000],
    ['an answer that is not ours', answer(200), 5000],
    ['429', answer(429, { 'retry-after': '9' }), 9000],
    ['503', answer(503, { 'retry-after': '30' }), 30_000],
    ['502', answer(502), 5000],
    ['a date in Retry-After', answer(503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }), 5000],
  ])('%s is busy', (_, response, dueAt) => {
    expect(failureState(undefined, response, undefined)).toEqual({ status: 'busy', tries: 1, dueAt });
  });

  test.each([400, 403, 404, 405, 415])('%i is an error', (status) => {
    expect(failureState(undefined, answer(status), undefined).status).toBe('error');
  });

  test('a redirect, to a sign-in page say, is an error', () => {
    expect(failureState(undefined, Response.error(), undefined).status).toBe('error');
  });
});
