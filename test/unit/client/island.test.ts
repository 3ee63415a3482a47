// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { $videos, clear, refresh } from '../../../integration/src/client/index.js';
import type { TokenResult } from '../../../integration/src/contract/tokens.js';
import { MAX_BODY } from '../../../integration/src/server/http/request-body.js';
import {
  freshIsland,
  grants,
  type Island,
  imageOf,
  leaveIsland,
  linkOf,
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

/** What a reload leaves: storage, and nothing else. */
const forgetMemory = () => ($videos as unknown as { set: (states: object) => void }).set({});

describe('asking', () => {
  test('nothing is asked for what is far from the viewport', async () => {
    placeGallery(grants(3));
    await settle();
    expect(island.requests).toEqual([]);
  });

  test('all galleries of a page share one request', async () => {
    const videos = [...placeGallery(grants(3, 'a')), ...placeGallery(grants(2, 'b'))];
    await island.bring(videos);
    expect(island.requests).toEqual([
      { url: '/_vitrine/tokens', grants: [...grants(3, 'a'), ...grants(2, 'b')] },
    ]);
  });

  test('more than a hundred are asked for in parts, other endpoints apart', async () => {
    await island.bring([...placeGallery(grants(230)), ...placeGallery(['viX.1'], '/other')]);
    expect(island.requests.map(({ url, grants }) => [url, grants.length])).toEqual([
      ['/_vitrine/tokens', 100],
      ['/_vitrine/tokens', 100],
      ['/_vitrine/tokens', 30],
      ['/other', 1],
    ]);
  });

  const long = (count: number, length: number) =>
    Array.from({ length: count }, (_, i) => `vi${i}.`.padEnd(length, 'x'));
  test.each<[string, string[], number[]]>([
    ['usual ones', long(230, 200), [100, 100, 30]],
    ['those of discreet galleries', long(200, 559), [100, 100]],
    ['long captions', long(120, 1500), [40, 40, 40]],
    ['the longest there are', long(100, 4096), [14, 15, 14, 15, 15, 14, 13]],
    [
      'one long one among usual ones',
      [...long(60, 200), 'viL.'.padEnd(4096, 'x'), ...long(60, 201)],
      [94, 27],
    ],
  ])('no request is longer than a server reads: %s', async (_case, all, parts) => {
    await island.bring(placeGallery(all));
    expect(island.requests.map(({ grants }) => grants.length)).toEqual(parts);
    expect(island.requests.flatMap(({ grants }) => grants)).toEqual(all);
    for (const { grants } of island.requests)
      expect(JSON.stringify({ grants }).length).toBeLessThanOrEqual(MAX_BODY);
  });

  test('a grant that is placed twice, or on its way, is asked for once', async () => {
    const videos = placeGallery(['viA.1', 'viA.1']);
    await island.bring(videos);
    await island.bring(videos);
    expect(island.requests).toHaveLength(1);
    expect(videos.map(stateOf)).toEqual(['ready', 'ready']);
  });

  test('a navigation back to the same videos asks for nothing', async () => {
    await island.bring(placeGallery(['viA.1']));
    document.body.replaceChildren();
    const [again] = placeGallery(['viA.1']);
    await island.bring([again as Element]);
    expect(stateOf(again as Element)).toBe('ready');
    expect(island.requests).toHaveLength(1);
  });

  test('a video that comes into a gallery later is asked for as well', async () => {
    const [first] = placeGallery(['viA.1']) as [Element];
    const list = first.closest('ul') as Element;
    list.insertAdjacentHTML('beforeend', list.innerHTML.replaceAll('viA', 'viB'));
    await settle();
    const second = list.querySelector('[grant="viB.1"]') as Element;
    await island.bring([second]);
    expect(island.requests.map(({ grants }) => grants)).toEqual([['viB.1']]);
    expect(stateOf(second)).toBe('ready');
  });

  test('a copy of a card takes part as well, so that clear() empties it too', async () => {
    const [first] = placeGallery(['viA.1']) as [Element];
    await island.bring([first]);
    vi.spyOn(HTMLImageElement.prototype, 'naturalWidth', 'get').mockReturnValue(1280);
    const copy = first.closest('li')?.cloneNode(true) as Element;
    first.closest('ul')?.append(copy);
    await settle();
    const second = copy.querySelector('vitrine-video') as Element;
    await island.bring([second]);
    expect(imageOf(second)).not.toBeNull();
    clear();
    await settle();
    expect([imageOf(second), linkOf(second).href]).toEqual([
      null,
      'https://site.example/_vitrine/watch/viA.1',
    ]);
  });

  test('what has left the page is not refreshed', async () => {
    island.answer = (grant) => readyVideo(grant.replace('.1', ''), { expiresIn: 60 });
    const [gone, left] = placeGallery(['viA.1', 'viB.1']) as [Element, Element];
    await island.bring([gone, left]);
    gone.remove();
    await island.bring([gone], false);
    await vi.advanceTimersByTimeAsync(58_000);
    expect(island.requests.map(({ grants }) => grants)).toEqual([['viA.1', 'viB.1'], ['viB.1']]);
  });

  test('a hidden page refreshes nothing until it is seen', async () => {
    island.answer = () => readyVideo('viA', { expiresIn: 60 });
    await island.bring(placeGallery(['viA.1']));
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(island.requests).toHaveLength(1);
    vi.restoreAllMocks();
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    await settle();
    expect(island.requests).toHaveLength(2);
  });
});

describe('a session', () => {
  test('becomes a picture and a link', async () => {
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    const { assets } = readyVideo('viA');
    expect(imageOf(video)?.getAttribute('src')).toBe(assets.thumbnail);
    expect(imageOf(video)?.outerHTML).toContain('width="1280" height="720"');
    expect(imageOf(video)?.alt).toBe('');
    expect(linkOf(video).href).toBe(assets.player);
    expect(video.querySelector('.vitrine-title')?.textContent).toBe('Private video');
  });

  test('of a discreet gallery brings its words, as text', async () => {
    island.answer = () => readyVideo('viA', { title: '<b>Colour</b>', caption: 'After dark' });
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    expect(video.querySelector('.vitrine-title')?.textContent).toBe('<b>Colour</b>');
    expect(video.querySelector('.vitrine-caption')?.textContent).toBe('After dark');
  });

  test('for another video counts as denied', async () => {
    island.answer = () => readyVideo('viB');
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    expect(stateOf(video)).toBe('denied');
    expect(imageOf(video)).toBeNull();
    expect(linkOf(video).href).toContain('/_vitrine/watch/');
  });

  test('survives a reload without a request, until it runs out', async () => {
    island.answer = () => readyVideo('viA', { expiresIn: 60 });
    await island.bring(placeGallery(['viA.1']));
    document.body.replaceChildren();
    forgetMemory();
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    expect(stateOf(video)).toBe('ready');
    expect(island.requests).toHaveLength(1);

    document.body.replaceChildren();
    forgetMemory();
    vi.setSystemTime(Date.now() + 60_000);
    await island.bring(placeGallery(['viA.1']));
    expect(island.requests).toHaveLength(2);
  });

  test('is refreshed ahead of its end while it is near, and its picture stays', async () => {
    let count = 0;
    island.answer = () => {
      count += 1;
      return readyVideo('viA', {
        expiresIn: 100,
        assets: { ...readyVideo('viA').assets, player: `https://e.example/${count}` },
      });
    };
    const [near] = placeGallery(['viA.1']) as [Element];
    await island.bring([near]);
    const image = imageOf(near) as HTMLImageElement;
    vi.spyOn(image, 'naturalWidth', 'get').mockReturnValue(1280);
    await vi.advanceTimersByTimeAsync(91_000);
    expect(linkOf(near).href).toBe('https://e.example/2');
    expect(imageOf(near)).toBe(image);
    await island.bring([near], false);
    await vi.advanceTimersByTimeAsync(91_000);
    expect(island.requests).toHaveLength(2);
  });

  test('that has run out gives the link back before a press is followed', async () => {
    island.answer = () => readyVideo('viA', { expiresIn: 60 });
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    await island.bring([video], false);
    vi.setSystemTime(Date.now() + 61_000);
    linkOf(video).dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(linkOf(video).href).toContain('/_vitrine/watch/viA.1');
  });
});

describe('a picture that does not load', () => {
  const fail = (video: Element) => imageOf(video)?.dispatchEvent(new Event('error'));

  test('is tried once more with a fresh session, then told', async () => {
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    island.answer = () =>
      readyVideo('viA', {
        assets: { ...readyVideo('viA').assets, thumbnail: 'https://vod.example/fresh.jpg' },
      });
    fail(video);
    await settle();
    expect(island.requests).toHaveLength(2);
    expect(imageOf(video)?.getAttribute('src')).toBe('https://vod.example/fresh.jpg');
    fail(video);
    await settle();
    expect(island.requests).toHaveLength(2);
    expect(stateOf(video)).toBe('failed');
    expect(video.querySelector('.vitrine-status')?.textContent).toContain('could not be loaded');
  });

  test('is tried again by itself, with growing pauses, until it loads', async () => {
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    fail(video);
    await settle();
    fail(video);
    await settle();
    const image = imageOf(video) as HTMLImageElement;
    const again = vi.spyOn(image, 'setAttribute');
    for (let tries = 1; tries <= 5; tries += 1) {
      await vi.advanceTimersByTimeAsync(tries < 4 ? 30_000 : 240_000);
      expect(again.mock.calls.filter(([name]) => name === 'src')).toHaveLength(tries);
      fail(video);
      await settle();
    }
    image.dispatchEvent(new Event('load'));
    expect(stateOf(video)).toBe('ready');
    expect(video.querySelector('.vitrine-status')).toBeNull();
    again.mockClear();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(again).not.toHaveBeenCalled();
    expect(island.requests).toHaveLength(2);
  });
});

describe('trouble', () => {
  test('busy counts down, asks again, and recovers', async () => {
    island.answer = () => ({ status: 'busy', retryIn: 7 });
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    expect(stateOf(video)).toBe('busy');
    const told = () => video.querySelector('.vitrine-status')?.textContent ?? '';
    const before = Number(/\d+/.exec(told())?.[0]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(Number(/\d+/.exec(told())?.[0])).toBeLessThan(before);
    island.answer = () => readyVideo('viA');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stateOf(video)).toBe('ready');
    expect(video.querySelector('.vitrine-status')).toBeNull();
  });

  test('is announced once for many videos', async () => {
    island.answer = () => ({ status: 'denied' });
    const videos = placeGallery(grants(12));
    const live = document.querySelector('.vitrine-live') as Element;
    const spy = vi.spyOn(live, 'textContent', 'set');
    await island.bring(videos);
    expect(spy).toHaveBeenCalledTimes(1);
  });

  test('stale offers a reload, and does not reload by itself', async () => {
    island.answer = () => ({ status: 'stale' });
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    expect(video.querySelector('button')?.textContent).toBe('Reload the page');
  });

  test.each(['denied', 'gone'] as const)('%s erases what was kept', async (status) => {
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    expect(JSON.stringify(sessionStorage)).toContain('s-viA');
    island.answer = () => ({ status });
    refresh();
    await settle();
    expect(stateOf(video)).toBe(status);
    expect(JSON.stringify(sessionStorage)).not.toContain('s-viA');
    expect(document.body.innerHTML).not.toContain('s-viA');
  });

  test('coming online asks at once for what is busy', async () => {
    island.respond = () => Promise.reject(new TypeError('offline'));
    await island.bring(placeGallery(['viA.1']));
    island.respond = undefined;
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(Object.values($videos.get()).map(({ status }) => status)).toEqual(['ready']);
  });

  test('words can be replaced for a gallery', async () => {
    island.answer = () => ({ status: 'gone' });
    const [video] = placeGallery(['viA.1']) as [Element];
    video.closest('vitrine-gallery')?.setAttribute('labels', '{"gone":"Plus disponible"}');
    await island.bring([video]);
    expect(video.querySelector('.vitrine-status')?.textContent).toBe('Plus disponible');
  });
});

describe('clear', () => {
  test('puts back what the page came with, until it is asked to refresh', async () => {
    island.answer = () => readyVideo('viA', { title: 'Secret' });
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    clear();
    expect(document.body.innerHTML).not.toMatch(/s-vi|Secret/);
    expect(sessionStorage.length).toBe(0);
    expect(linkOf(video).href).toContain('/_vitrine/watch/viA.1');
    expect(stateOf(video)).toBe('');
    window.dispatchEvent(new Event('focus'));
    await settle();
    expect(island.requests).toHaveLength(1);
    refresh();
    await settle();
    expect(stateOf(video)).toBe('ready');
  });

  test('drops answers on their way', async () => {
    let arrive = (_: TokenResult) => {};
    island.answer = () => new Promise((resolve) => (arrive = resolve));
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    clear();
    arrive(readyVideo('viA'));
    await settle();
    expect(stateOf(video)).toBe('');
    expect(sessionStorage.length).toBe(0);
  });

  test('of another tab is followed, by events or on the way back to this page', async () => {
    for (const type of ['storage', 'pageshow', 'focus']) {
      const [video] = placeGallery([`viA.${type}`]) as [Element];
      await island.bring([video]);
      expect(stateOf(video)).toBe('ready');
      localStorage.setItem('vitrine', String(Date.now() + 1));
      window.dispatchEvent(new Event(type));
      expect($videos.get()).toEqual({});
      expect(imageOf(video)).toBeNull();
      await vi.advanceTimersByTimeAsync(1000);
    }
  });

  test('voids what other tabs kept, also for their next page', async () => {
    await island.bring(placeGallery(['viA.1']));
    document.body.replaceChildren();
    forgetMemory();
    localStorage.setItem('vitrine', String(Date.now()));
    await island.bring(placeGallery(['viA.1']));
    expect(island.requests).toHaveLength(2);
  });
});

describe('blocked storage', () => {
  test('changes nothing that is seen', async () => {
    for (const name of ['sessionStorage', 'localStorage']) {
      vi.spyOn(globalThis as unknown as Record<string, unknown>, name, 'get').mockImplementation(() => {
        throw new DOMException('blocked', 'SecurityError');
      });
    }
    const [video] = placeGallery(['viA.1']) as [Element];
    await island.bring([video]);
    expect(stateOf(video)).toBe('ready');
    clear();
    expect(stateOf(video)).toBe('');
    vi.restoreAllMocks();
  });
});
