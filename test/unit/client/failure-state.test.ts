import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failureState, retryDelay } from '../../../integration/src/client/lazy/failure-state.js';
import { readyState } from '../../../integration/src/client/session/ready-state.js';
import type { VideoState, VideoStates } from '../../../integration/src/client/session/store.js';
import type { TokenResult } from '../../../integration/src/contract/tokens.js';
import { readyVideo } from './ready-video.js';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What becomes of a video of this page. */
const failure = (
  given: TokenResult | undefined,
  response: Response | undefined,
  before?: VideoState,
  others: VideoStates = {},
) => failureState({ grant: 'A', video: 'viA' }, given, response, { ...others, ...(before && { A: before }) });

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
    expect(failure({ status: 'busy', retryIn: 7 }, answer(200))).toEqual({
      status: 'busy',
      tries: 1,
      dueAt: 7000,
    });
  });

  test('counts refusals in a row', () => {
    const first = failure({ status: 'busy', retryIn: 7 }, answer(200));
    expect(failure({ status: 'busy', retryIn: 7 }, answer(200), first).tries).toBe(2);
  });

  test('keeps a session that is still good, and drops one that has run out', () => {
    const held = readyState(readyVideo('viA', { expiresIn: 60 }), 'viA', 0);
    const busy = { status: 'busy', retryIn: 5 } as const;
    expect(failure(busy, answer(200), held)).toMatchObject({ status: 'ready', dueAt: 5000, tries: 1 });
    vi.setSystemTime(60_000);
    expect(failure(busy, answer(200), held)).toEqual({ status: 'busy', dueAt: 65_000, tries: 1 });
  });

  test.each(['denied', 'stale', 'gone'] as const)('%s is final', (status) => {
    expect(failure({ status }, answer(200))).toEqual({ status, dueAt: Infinity });
  });

  test('a session that was refused counts as denied', () => {
    expect(failure(readyVideo('viB'), answer(200)).status).toBe('denied');
  });

  test.each([
    ['no connection', undefined, 5000],
    ['an answer that is not ours', answer(200), 5000],
    ['429', answer(429, { 'retry-after': '9' }), 9000],
    ['503', answer(503, { 'retry-after': '30' }), 30_000],
    ['502', answer(502), 5000],
    ['a date in Retry-After', answer(503, { 'retry-after': 'Thu, 01 Jan 1970 00:00:40 GMT' }), 40_000],
    ['a date gone by', answer(503, { 'retry-after': 'Wed, 31 Dec 1969 00:00:00 GMT' }), 1000],
    ['no number', answer(429, { 'retry-after': 'soon' }), 5000],
    ['a negative number', answer(429, { 'retry-after': '-5' }), 1000],
    ['nothing', answer(429, { 'retry-after': '' }), 5000],
    ['zero', answer(429, { 'retry-after': '0' }), 1000],
    ['less than a second', answer(429, { 'retry-after': '1e-9' }), 1000],
    ['a year', answer(429, { 'retry-after': '31536000' }), 600_000],
  ])('%s is busy', (_, response, dueAt) => {
    expect(failure(undefined, response)).toEqual({ status: 'busy', tries: 1, dueAt });
  });

  test.each([400, 403, 404, 405, 415])('%i is an error', (status) => {
    expect(failure(undefined, answer(status)).status).toBe('error');
  });

  test('a redirect, to a sign-in page say, is an error', () => {
    expect(failure(undefined, Response.error()).status).toBe('error');
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, null as never, 'x' as never])(
    'asks no more than once a second, however soon the endpoint wants it: %s',
    (retryIn) => {
      expect(failure({ status: 'busy', retryIn }, answer(200)).dueAt).toBeGreaterThanOrEqual(1000);
    },
  );

  test.each([
    ['a session without assets', readyVideo('viA', { assets: undefined as never })],
    ['a session that is over at once', readyVideo('viA', { expiresIn: 0 })],
    ['an address that is none', readyVideo('viA', { assets: { ...readyVideo('viA').assets, player: 'x' } })],
  ])('%s cannot be used, which is said', (_, given) => {
    expect(readyState(given, 'viA', 0)).toBeUndefined();
    expect(failure(given, answer(200))).toEqual({ status: 'error', dueAt: Infinity });
  });

  test.each([null, 7, 'x', {}, { status: 'odd' }] as never[])('what is no answer is busy: %j', (given) => {
    expect(failure(given, answer(200)).status).toBe('busy');
  });

  test('waits with others that are to be asked for in time, and with no others', () => {
    const waiting = { status: 'busy', tries: 1 } as const;
    const others = {
      B: { ...waiting, dueAt: 9000 },
      C: { ...waiting, dueAt: 8000 },
      D: { ...waiting, dueAt: 3000 },
    };
    const busy = { status: 'busy', retryIn: 7 } as const;
    expect(failure(busy, answer(200), undefined, others).dueAt).toBe(8000);
    expect(failure(busy, answer(200), undefined, { D: others.D }).dueAt).toBe(7000);
    expect(failure({ ...busy, retryIn: 60 }, answer(200), undefined, others).dueAt).toBe(60_000);
  });
});
