// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { $videos, clear } from '../../../integration/src/client/index.js';
import {
  freshIsland,
  grants,
  type Island,
  imageOf,
  leaveIsland,
  placeGallery,
  settle,
  stateOf,
} from './island.js';
import { readyVideo } from './ready-video.js';

let island: Island;

beforeEach(async () => {
  island = await freshIsland();
});
afterEach(leaveIsland);

const refusal = (status: number, retryAfter?: string) => () =>
  new Response(null, { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });

test.each([
  ['each video is busy', { answer: () => ({ status: 'busy', retryIn: 5 }) as const }],
  ['429', { respond: refusal(429, '5') }],
  ['503 without a word', { respond: refusal(503) }],
  ['no connection', { respond: () => Promise.reject(new TypeError()) }],
])('36 cards of which %s are asked for together', async (_, change) => {
  Object.assign(island, change);
  await island.bring(placeGallery(grants(36)));
  await vi.advanceTimersByTimeAsync(40_000);
  expect(island.requests.length).toBeLessThanOrEqual(6);
  for (const { grants: asked } of island.requests) expect(asked).toHaveLength(36);
  expect(island.requests.length).toBeGreaterThan(2);
});

test('cards that come near while a pause was wished for wait for its end', async () => {
  island.respond = refusal(429, '10');
  const videos = placeGallery(grants(40));
  await island.bring(videos.slice(0, 10));
  for (let next = 10; next < 40; next += 10) {
    await island.bring(videos.slice(next, next + 10));
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(island.requests).toHaveLength(1);
  expect(new Set(videos.map(stateOf))).toEqual(new Set(['busy']));
  island.respond = undefined;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(island.requests.slice(1).map(({ grants: asked }) => asked.length)).toEqual([40]);
  expect(new Set(videos.map(stateOf))).toEqual(new Set(['ready']));
});

test.each([
  ['a Retry-After of zero', { respond: refusal(429, '0') }],
  ['a negative Retry-After', { respond: refusal(503, '-30') }],
  ['a Retry-After gone by', { respond: refusal(503, 'Wed, 21 Oct 2015 07:28:00 GMT') }],
  ['busy for no time', { answer: () => ({ status: 'busy', retryIn: 0 }) as const }],
  ['busy for less than none', { answer: () => ({ status: 'busy', retryIn: -9 }) as const }],
  [
    'sessions that end at once',
    { answer: (grant: string) => readyVideo(grant.slice(0, 3), { expiresIn: 0 }) },
  ],
  [
    'sessions that have ended',
    { answer: (grant: string) => readyVideo(grant.slice(0, 3), { expiresIn: -60 }) },
  ],
  ['short sessions', { answer: (grant: string) => readyVideo(grant.slice(0, 3), { expiresIn: 1.2 }) }],
  [
    'sessions without assets',
    { answer: (grant: string) => readyVideo(grant.slice(0, 3), { assets: undefined as never }) },
  ],
  ['no results', { respond: () => new Response('{"videos":null}') }],
  ['something else', { respond: () => new Response('7') }],
])('%s: asked no more than once a second, and a state that can be read', async (_, change) => {
  Object.assign(island, change);
  const videos = placeGallery(grants(5));
  await island.bring(videos);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(island.requests.length).toBeLessThanOrEqual(11);
  for (const video of videos) expect(stateOf(video)).toMatch(/^(busy|error|denied|ready)$/);
});

test('a picture that failed is asked for as one whose session has ended, and no other is', async () => {
  const [first, second] = placeGallery(grants(2)) as [Element, Element];
  await island.bring([first, second]);
  imageOf(first)?.dispatchEvent(new Event('error'));
  await settle();
  expect(island.requests).toEqual([
    { url: '/_vitrine/tokens', grants: grants(2) },
    { url: '/_vitrine/tokens', grants: ['vi0.1'], ended: 1 },
  ]);
});

const ours = () => Object.keys(sessionStorage).filter((key) => key.startsWith('vitrine'));

test('clear() leaves no key of ours, whichever page of the tab has kept it', async () => {
  await island.bring(placeGallery(['viA.1']));
  sessionStorage.setItem('vitrine:of.another.page', '{"expiresAt":9e15,"expiresIn":60}');
  sessionStorage.setItem('theirs', 'stays');
  localStorage.setItem('vitrine-positions', '{"videos":{"viA":[5,9,1]}}');
  expect(ours()).toHaveLength(2);
  clear();
  await settle();
  expect(ours()).toEqual([]);
  expect(Object.keys(localStorage)).toEqual(['vitrine']);
  expect(sessionStorage.getItem('theirs')).toBe('stays');
});

test('a clear() in another tab empties this one', async () => {
  await island.bring(placeGallery(['viA.1']));
  sessionStorage.setItem('vitrine:of.another.page', 'undefined');
  await vi.advanceTimersByTimeAsync(1000);
  localStorage.setItem('vitrine', `${Date.now()}`);
  window.dispatchEvent(new Event('storage'));
  await settle();
  expect(ours()).toEqual([]);
  expect($videos.get()).toEqual({});
});

test('nothing but sessions is ever kept', async () => {
  island.answer = (grant) => (grant === 'vi0.1' ? readyVideo('vi0') : { status: 'gone' });
  await island.bring(placeGallery(grants(3)));
  clear();
  await settle();
  for (const value of Object.values(sessionStorage)) expect(value).not.toBe('undefined');
  expect(ours()).toEqual([]);
});
