import { describe, expect, it } from 'vitest';
import type { ApiVideo, VideoPage } from '../../../integration/src/api-video/schema.js';
import type { IndexedVideo } from '../../../integration/src/galleries/catalogue-index.js';
import type { LiveGallery } from '../../../integration/src/galleries/live/live-gallery.js';
import { createLiveList, type ListReads } from '../../../integration/src/galleries/live/live-list.js';
import { createFakeTime } from '../../helpers/fake-time.js';

const QUERY = { tags: ['talk'], sortBy: 'publishedAt', sortOrder: 'desc' } as const;

const video = (id: string, more: Partial<ApiVideo> = {}): ApiVideo => ({
  videoId: id,
  public: false,
  title: `Title of ${id}`,
  description: 'Long',
  tags: ['talk'],
  metadata: [],
  assets: { player: `https://embed.api.video/vod/${id}?token=secret` },
  ...more,
});

const gallery = (more: Partial<LiveGallery> = {}): LiveGallery => ({
  id: 'talks',
  title: 'Talks',
  access: 'public',
  discreet: false,
  unlisted: false,
  query: QUERY,
  exclude: [],
  previews: [],
  ...more,
});

/** An account of so many pages, whose reads can fail or wait. */
function account(first: readonly ApiVideo[][]) {
  const time = createFakeTime();
  let pages = first;
  let answers = true;
  let hold: Promise<void> | undefined;
  const watchers = new Map<number, Parameters<ListReads['watch']>[2]>();
  const read: number[] = [];
  const warnings: string[] = [];
  const answer = (page: number): VideoPage => ({
    data: pages[page - 1] ?? [],
    unread: [],
    pagination: { currentPage: page, pagesTotal: pages.length, itemsTotal: pages.flat().length },
  });
  const reads: ListReads = {
    watch: (_query, page, watcher) => void watchers.set(page, watcher),
    async read(_query, page) {
      read.push(page);
      await hold;
      if (answers) watchers.get(page)?.take(answer(page), () => true);
    },
    warn: (message) => void warnings.push(message),
  };
  return {
    time,
    read,
    warnings,
    list: (more?: Partial<LiveGallery>, built: readonly IndexedVideo[] = []) =>
      createLiveList(gallery(more), built, reads, {
        now: time.now,
        after: (milliseconds, act) => void time.setTimer(milliseconds, act),
      }),
    change: (now: readonly ApiVideo[][]) => {
      pages = now;
    },
    answer: (will: boolean) => {
      answers = will;
    },
    hold: (until: Promise<void> | undefined) => {
      hold = until;
    },
    /** A read that was made for tokens. */
    elsewhere: (page = 1) => {
      const watcher = watchers.get(page);
      const isDue = watcher?.isDue() ?? false;
      if (isDue) watcher?.take(answer(page), () => true);
      return isDue;
    },
  };
}

const ids = (videos: readonly { id: string }[]) => videos.map(({ id }) => id);

describe('the list of a live gallery', () => {
  it('is read when somebody looks, and then at most once a minute', async () => {
    const { list, read, time, change } = account([[video('viA')]]);
    const { current } = list();
    expect(read).toEqual([]);
    expect(ids(await current())).toEqual(['viA']);
    change([[video('viA'), video('viB')]]);
    await time.advance(59_999);
    expect(ids(await current())).toEqual(['viA']);
    expect(read).toEqual([1]);
    await time.advance(300_000);
    expect(read).toEqual([1]);
  });

  it('stands while it is read anew after a minute, and is waited for after 75 seconds', async () => {
    const { list, read, time, change } = account([[video('viA')]]);
    const { current } = list();
    await current();
    change([[video('viB')]]);
    await time.advance(60_000);
    expect(ids(await current())).toEqual(['viA']);
    expect(ids(await current())).toEqual(['viA']);
    await time.advance(3000);
    expect(read).toEqual([1, 1]);
    expect(ids(await current())).toEqual(['viB']);
    change([[video('viC')]]);
    await time.advance(75_000);
    expect(ids(await current())).toEqual(['viC']);
    expect(read).toHaveLength(3);
  });

  it('takes what a read for tokens brings, and saves its own', async () => {
    const { list, read, time, change, elsewhere } = account([[video('viA')]]);
    const { current } = list();
    await current();
    expect(elsewhere()).toBe(false);
    change([[video('viB')]]);
    await time.advance(60_000);
    await current();
    expect(elsewhere()).toBe(true);
    await time.advance(30_000);
    expect(ids(await current())).toEqual(['viB']);
    expect(read).toEqual([1]);
  });

  it('is the same array while nothing changes', async () => {
    const { list, time } = account([[video('viA')]]);
    const { current } = list();
    const before = await current();
    await time.advance(80_000);
    expect(await current()).toBe(before);
  });

  it('is read once for all who wait', async () => {
    const { list, read } = account([[video('viA')]]);
    const { current } = list();
    await Promise.all([current(), current(), current()]);
    expect(read).toEqual([1]);
  });

  it('is that of the build, or the last one, while api.video is away, and comes back by itself', async () => {
    const { list, read, time, answer, warnings } = account([[video('viNew')]]);
    const built = [{ id: 'viOld', title: 'Old' }] as IndexedVideo[];
    const { current } = list({}, built);
    answer(false);
    expect(ids(await current())).toEqual(['viOld']);
    expect(warnings).toEqual([
      'The list of the gallery "talks" could not be read, so its page shows the one of the build.',
    ]);
    expect(ids(await current())).toEqual(['viOld']);
    expect(read).toHaveLength(1);
    answer(true);
    await time.advance(15_000);
    expect(ids(await current())).toEqual(['viOld']);
    await time.advance(3000);
    expect(ids(await current())).toEqual(['viNew']);
    answer(false);
    await time.advance(180_000);
    expect(ids(await current())).toEqual(['viNew']);
    expect(warnings.at(-1)).toContain('shows the one of 3 min ago');
  });

  it('keeps nobody waiting for a read that hangs', async () => {
    const { list, time, hold, warnings } = account([[video('viA')]]);
    const { promise, resolve } = Promise.withResolvers<void>();
    hold(promise);
    const waiting = list().current();
    await time.advance(5000);
    expect(await waiting).toEqual([]);
    resolve();
    await time.settleDown();
    expect(warnings).toEqual([]);
  });

  it('keeps no token, and nothing but what cards show', async () => {
    const { list } = account([
      [
        video('viA', {
          metadata: [
            { key: 'chapters', value: 'en' },
            { key: 'note', value: 'internal' },
          ],
        }),
      ],
    ]);
    const videos = await list().current();
    expect(JSON.stringify(videos)).not.toMatch(/secret|Long|internal/);
    expect(videos[0]?.metadata).toEqual({ chapters: 'en' });
  });

  it('knows the lengths that the build knew', async () => {
    const { list } = account([[video('viA'), video('viB')]]);
    const built = [{ id: 'viA', duration: 61, playable: true }] as IndexedVideo[];
    expect((await list({}, built).current()).map(({ duration }) => duration)).toEqual([61, undefined]);
  });

  it('of several pages is read whole, a video that moves between them once', async () => {
    const { list, read, time } = account([
      [video('viA'), video('viB')],
      [video('viB'), video('viC')],
      [video('viD')],
    ]);
    const { current } = list();
    expect(ids(await current())).toEqual(['viA', 'viB', 'viC', 'viD']);
    expect(read).toEqual([1, 2, 3]);
    await time.advance(60_000);
    await current();
    await time.advance(0);
    expect(read).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it.for([
    [{ limit: 3 }, 'publishedAt', [1]],
    [{ limit: 150 }, 'publishedAt', [1, 2]],
    [{ limit: 100, exclude: ['viA'] }, 'publishedAt', [1, 2]],
    [{ limit: 3 }, 'title', [1, 2, 3]],
  ] as const)('with %j in the order of %s takes pages %j', async ([more, sortBy, pages]) => {
    const { list, read } = account([[video('viA')], [video('viB')], [video('viC')]]);
    await list({ ...more, query: { ...QUERY, sortBy } }).current();
    expect(read).toEqual(pages);
  });

  it('of thousands is read less often', async () => {
    const { list, read, time } = account(Array.from({ length: 100 }, (_, page) => [video(`vi${page}`)]));
    const { current } = list();
    await current();
    expect(read).toHaveLength(100);
    await time.advance(599_000);
    await current();
    expect(read).toHaveLength(100);
    await time.advance(1000);
    await current();
    await time.advance(1000);
    expect(read).toHaveLength(200);
  });

  it('fails whole where one of its pages fails', async () => {
    const { list, change, time, answer } = account([[video('viA')], [video('viB')]]);
    const { current } = list();
    await current();
    change([[video('viC')], [video('viD')]]);
    answer(false);
    await time.advance(80_000);
    expect(ids(await current())).toEqual(['viA', 'viB']);
  });
});
