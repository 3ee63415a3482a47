import { setTimeout as wait } from 'node:timers/promises';
import type { Figure } from '../../sandbox/bench/figure.js';
import { median, quantile } from '../../sandbox/bench/statistics.js';
import { type LiveSite, NEWS, news, page, tag } from './live-site.js';

/** Milliseconds between two visitors of a gallery. */
const BETWEEN = 2000;
const MINUTE = 60_000;
const MOST = 120_000;

/** How long a tag takes until visitors see its video: each gallery is tagged at another moment of its minute. */
export async function tagToPage(origin: string, { sandbox, videos }: LiveSite): Promise<Figure> {
  const measured = async (index: number): Promise<number> => {
    const url = `${origin}/galleries/${news(index)}/`;
    const { videoId } = videos[index] as LiveSite['videos'][number];
    const shows = async () => (await page(url)).includes(`data-video="${videoId}"`);
    const begin = performance.now();
    const tagAt = begin + MINUTE + (index * MINUTE) / NEWS;
    let tagged: number | undefined;
    for (;;) {
      const isShown = await shows();
      if (tagged !== undefined && isShown) return performance.now() - tagged;
      if (isShown) throw new Error(`${url} shows a video before it was tagged.`);
      if (tagged !== undefined && performance.now() - tagged > MOST)
        throw new Error(`${url} does not show a video two minutes after it was tagged.`);
      if (tagged === undefined && performance.now() >= tagAt) {
        await tag(sandbox, videoId, [news(index)]);
        tagged = performance.now();
      }
      await wait(BETWEEN);
    }
  };
  const seconds = (await Promise.all(Array.from({ length: NEWS }, (_, index) => measured(index)))).map(
    (milliseconds) => milliseconds / 1000,
  );
  return {
    name: 'live.tagToPageSeconds',
    value: quantile(seconds, 0.95),
    target: { atMost: 75 },
    what: `From a tag at api.video to a page that shows the video, 95 of 100 times; half within ${median(seconds).toFixed(0)} s, the longest ${Math.max(...seconds).toFixed(0)} s; ${NEWS} galleries, a visitor every ${BETWEEN / 1000} s`,
  };
}
