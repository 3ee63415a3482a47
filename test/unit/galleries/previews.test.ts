import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type SandboxOptions, startSandbox } from 'api-video-sandbox';
import { describe, expect, onTestFinished, it as test } from 'vitest';
import { createClient } from '../../../integration/src/api-video/client.js';
import { OLDEST_FIRST } from '../../../integration/src/api-video/query.js';
import { catalogueVideo } from '../../../integration/src/content/catalogue.js';
import type { IndexedVideo } from '../../../integration/src/galleries/catalogue-index.js';
import { hasPreviews } from '../../../integration/src/galleries/discreet.js';
import {
  createPreviewMaker,
  type PreviewDependencies,
} from '../../../integration/src/galleries/previews/make-previews.js';
import { planReads } from '../../../integration/src/galleries/previews/plan-reads.js';
import { previewOf, previewSvg, SAMPLE } from '../../../integration/src/galleries/previews/preview.js';
import {
  type KeptPreview,
  previewsFrom,
  readPreviews,
  writePreviews,
} from '../../../integration/src/galleries/previews/preview-file.js';
import { previewShare } from '../../../integration/src/galleries/previews/preview-share.js';
import { previewNotes } from '../../../integration/src/galleries/previews/report-notes.js';
import { siteSharp } from '../../../integration/src/galleries/previews/site-sharp.js';
import { countLeaks } from '../../helpers/leaks.js';
import { ROOT } from '../../helpers/site.js';

const SITE = pathToFileURL(`${ROOT}/`);
const COLOUR = /^#[0-9a-f]{6}$/;

/** A sample of which each pixel has the colour that its place decides. */
function sample(colour: (x: number, y: number) => readonly [number, number, number]): Uint8Array {
  const { width, height } = SAMPLE;
  return Uint8Array.from(
    Array.from({ length: width * height }, (_, at) => colour(at % width, Math.floor(at / width))).flat(),
  );
}

describe('a preview', () => {
  test('holds the mean colour of six fields, row by row', () => {
    const { width, height } = SAMPLE;
    const pixels = sample((x, y) => [
      x < width / 3 ? 255 : 0,
      y < height / 2 ? 16 : 32,
      x % 2 === 0 ? 100 : 200,
    ]);
    expect(previewOf(pixels)).toEqual(['#ff1096', '#001096', '#001096', '#ff2096', '#002096', '#002096']);
  });

  test('is made of nothing but a whole sample', () => {
    expect(previewOf(sample(() => [1, 2, 3]).subarray(1))).toBeUndefined();
  });

  test('is drawn by colours alone: no style, no address, no id', () => {
    expect(previewSvg(['#ff1096', '#001096'])).toBe(
      '<svg><rect fill="#ff1096"/><rect fill="#001096"/></svg>',
    );
  });

  test.each([
    ['public', undefined, true],
    ['public', false, true],
    ['public', true, false],
    ['members', undefined, false],
    ['members', false, false],
  ])('stands in a gallery with access %s and discreet %s: %s', (access, discreet, expected) => {
    expect(hasPreviews({ access, discreet })).toBe(expected);
  });
});

const video = (id: string, position: number, more: Partial<IndexedVideo> = {}): IndexedVideo => ({
  ...{ id, position, title: id, description: '', public: false, tags: [], metadata: {} },
  ...more,
});

test('reads are pages of the list where they serve several videos, the first wanted first', () => {
  const [a, b, c, d] = [video('a', 250), video('b', 3), video('c', 299), video('d', 120)];
  expect(planReads([a, b, c, d])).toEqual([{ page: 3, videos: [a, c] }, { videos: [b] }, { videos: [d] }]);
});

test('reads take a quarter of a minute’s quota at most, and leave the rest of the site as much', () => {
  expect(previewShare({ limit: 500, remaining: 400 }, 124)).toBe(true);
  expect(previewShare({ limit: 500, remaining: 400 }, 125)).toBe(false);
  expect(previewShare({ limit: 500, remaining: 125 }, 0)).toBe(false);
  expect(previewShare(undefined, 99)).toBe(true);
  expect(previewShare(undefined, 100)).toBe(false);
});

describe('what is kept', () => {
  const colours = ['#000000', '#111111', '#222222', '#333333', '#444444', '#555555'];
  const folder = async () => {
    const path = await mkdtemp(join(tmpdir(), 'previews-'));
    onTestFinished(() => rm(path, { recursive: true }));
    return pathToFileURL(`${path}/`);
  };

  test('comes back from its file, and nothing else is left beside it', async () => {
    const cache = await folder();
    const kept = new Map([['vi1', { of: '2026', colours }]]);
    expect(readPreviews(cache)).toEqual(new Map());
    writePreviews(cache, kept);
    expect(readPreviews(cache)).toEqual(kept);
    expect(await readdir(cache)).toEqual(['vitrine-previews.json']);
  });

  test.each([
    ['cut', '{"vi1":{"of":"20'],
    ['with another number of colours', '{"vi1":{"of":"2026","colours":["#000000"]}}'],
    [
      'with more than colours',
      JSON.stringify({ vi1: { of: '', colours: [...colours.slice(1), '"/><script>'] } }),
    ],
  ])('is made anew when the file is %s', async (_how, text) => {
    const cache = await folder();
    await writeFile(new URL('vitrine-previews.json', cache), text);
    expect(readPreviews(cache)).toEqual(new Map());
  });

  test('counts only for a video that has not changed since', () => {
    const kept = new Map([['vi1', { of: '2026', colours }]]);
    expect(previewsFrom(kept, [video('vi1', 0, { updatedAt: '2026' })])).toEqual(new Map([['vi1', colours]]));
    expect(previewsFrom(kept, [video('vi1', 0, { updatedAt: '2027' })])).toEqual(new Map());
  });
});

/** An account, all its videos as the store knows them, and what makes their previews. */
const it = test
  .extend('options', {} as SandboxOptions)
  .extend('sandbox', async ({ options }, { onCleanup }) => {
    const sandbox = await startSandbox({ limits: false, ...options });
    onCleanup(sandbox.close);
    return sandbox;
  })
  .extend('client', async ({ sandbox }) =>
    createClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl, retry: { attempts: 1, longestWait: 0 } }),
  )
  .extend('videos', async ({ client, sandbox }) => {
    const { data } = await client.listVideos(OLDEST_FIRST, 1);
    const listed = data.map((given, position) => ({
      ...catalogueVideo(given, client.isAllowed),
      id: given.videoId,
      position,
    }));
    sandbox.reset();
    return listed;
  })
  .extend('maker', async ({ client }) => (more: Partial<PreviewDependencies> = {}) => {
    const kept = more.kept ?? new Map<string, KeptPreview>();
    return createPreviewMaker({ client, sampler: () => siteSharp(SITE), mayRead: () => true, ...more, kept });
  });

const report = (more: object) => ({
  ...{ made: 0, reads: 0, failed: 0, left: 0, trouble: undefined, hasSharp: true },
  ...more,
});

describe('a build', () => {
  it('makes the previews of a hundred videos with one read and no session', async ({
    maker,
    sandbox,
    videos,
  }) => {
    const { of, report: done } = maker();
    const previews = await of(videos);
    expect([...previews.keys()].toSorted()).toEqual(videos.map(({ id }) => id).toSorted());
    for (const colours of previews.values()) {
      expect(colours).toHaveLength(6);
      for (const colour of colours) expect(colour).toMatch(COLOUR);
    }
    expect(done()).toEqual(report({ made: 24, reads: 1 }));
    const { reads, sessions, used, keyOnDeliveryHost } = sandbox.counters();
    expect({ reads, sessions, used, keyOnDeliveryHost }).toMatchObject({ reads: 1, keyOnDeliveryHost: 0 });
    expect(used).toBe(videos.filter((each) => !each.public).length);
  });

  it('gives the same colours of the same pictures, and asks for nothing twice', async ({
    maker,
    sandbox,
    videos,
  }) => {
    const kept = new Map<string, KeptPreview>();
    const first = await maker({ kept }).of(videos);
    expect(await maker().of(videos)).toEqual(first);
    const before = sandbox.counters();
    const again = maker({ kept });
    expect(await again.of(videos)).toEqual(first);
    expect(again.report()).toEqual(report({}));
    expect(sandbox.counters()).toEqual(before);
  });

  it('keeps no token and no address', async ({ maker, sandbox, videos }) => {
    const kept = new Map<string, KeptPreview>();
    await maker({ kept }).of(videos);
    const { privateTokens, sessionTokens } = sandbox.issued();
    expect(privateTokens.length).toBeGreaterThan(10);
    const text = JSON.stringify([...kept]);
    expect(countLeaks(text, [...privateTokens, ...sessionTokens, sandbox.apiKey])).toBe(0);
    expect(text).not.toContain('http');
  });

  it('leaves out videos that cannot be played yet', async ({ maker, videos }) => {
    const { of, report: done } = maker();
    expect(await of(videos.map((each) => ({ ...each, playable: false })))).toEqual(new Map());
    expect(done()).toEqual(report({}));
  });

  it('reads those by their id that the page of the list has not brought', async ({ maker, videos }) => {
    const hidden = videos.filter((each) => !each.public).slice(0, 3);
    const moved = hidden.map((each) => ({ ...each, position: each.position + 100 }));
    const { of, report: done } = maker();
    expect((await of(moved)).size).toBe(3);
    expect(done()).toEqual(report({ made: 3, reads: 4 }));
  });

  it('reads those by their id that the list has brought without a token', async ({
    maker,
    sandbox,
    videos,
  }) => {
    sandbox.setOptions({ listTokens: false });
    const hidden = videos.filter((each) => !each.public).slice(0, 3);
    const { of, report: done } = maker();
    expect((await of(hidden)).size).toBe(3);
    expect(done()).toEqual(report({ made: 3, reads: 4 }));
  });

  it('goes on where pictures fail, one by one', async ({ maker, sandbox, videos }) => {
    sandbox.setFaults([{ kind: 'status', host: 'media', path: '*/thumbnail.jpg', times: 5 }]);
    const { of, report: done } = maker();
    expect((await of(videos)).size).toBe(19);
    expect(done()).toEqual(report({ made: 19, failed: 5, reads: 1 }));
    expect(previewNotes(done())).toEqual([
      '19 previews of pictures made with 1 read at api.video, 5 pictures could not be had',
    ]);
  });

  it.for([
    ['of another type', { kind: 'content-type', contentType: 'text/html' }],
    ['cut short', { kind: 'reset' }],
    ['refused', { kind: 'status', status: 403 }],
  ] as const)('has no preview of pictures that are %s', async ([_how, fault], { maker, sandbox, videos }) => {
    sandbox.setFaults([{ ...fault, host: 'media' }]);
    const { of, report: done } = maker();
    expect(await of(videos)).toEqual(new Map());
    expect(done()).toEqual(report({ failed: 24, reads: 1 }));
  });

  it('has no preview of bytes that are no picture', async ({ maker, videos }) => {
    const sampler = await siteSharp(SITE);
    const { of, report: done } = maker({
      sampler: async () => () => sampler?.(Buffer.from('GIF89a')) as never,
    });
    expect(await of(videos)).toEqual(new Map());
    expect(done().failed).toBe(24);
  });

  it('asks no more of an api.video in trouble, and says so once', async ({ maker, sandbox, videos }) => {
    sandbox.setFaults([{ kind: 'rate-limit', host: 'api' }]);
    const { of, report: done } = maker();
    const open = videos.filter((each) => each.public).length;
    expect((await of(videos)).size).toBe(open);
    expect((await of(videos)).size).toBe(open);
    expect(done()).toMatchObject({ made: open, failed: 0, left: 24 - open, reads: 1 });
    expect(previewNotes(done())).toEqual([
      `${open} previews of pictures made with 1 read at api.video, ${24 - open} left for the next builds. ${sandbox.apiUrl} asks to wait: its quota of calls is used up.`,
    ]);
  });

  it('stays within its share of reads, and goes on in the next build', async ({ maker, videos }) => {
    const kept = new Map<string, KeptPreview>();
    const astray = videos
      .filter((each) => !each.public)
      .slice(0, 6)
      .map((each, index) => ({ ...each, position: (index + 1) * 100 }));
    const first = maker({ kept, mayRead: (made) => made < 4 });
    expect((await first.of(astray)).size).toBe(4);
    expect(first.report()).toEqual(report({ made: 4, reads: 4, left: 2 }));
    const second = maker({ kept });
    expect((await second.of(astray)).size).toBe(6);
    expect(second.report()).toEqual(report({ made: 2, reads: 2 }));
  });

  it('takes so long and no longer, whatever hangs', async ({ maker, sandbox, videos }) => {
    sandbox.setFaults([{ kind: 'timeout', host: 'media', skip: 8 }]);
    const { of, report: done } = maker({ time: 1500 });
    const began = performance.now();
    const { size } = await of(videos);
    await of(videos);
    expect(performance.now() - began).toBeLessThan(8000);
    expect(size).toBeLessThanOrEqual(8);
    expect(done()).toMatchObject({ made: size, failed: 0, left: 24 - size });
  });

  it('makes none without sharp, asks for nothing, and says what to do', async ({
    maker,
    sandbox,
    videos,
  }) => {
    const { of, report: done } = maker({ sampler: () => siteSharp(pathToFileURL(`${tmpdir()}/`)) });
    expect(await of(videos)).toEqual(new Map());
    expect(sandbox.counters().reads).toBe(0);
    expect(previewNotes(done())).toEqual([expect.stringContaining('run `npm install sharp`')]);
  });
});
