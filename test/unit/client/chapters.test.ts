import { describe, expect, it } from 'vitest';
import { chapterUrl } from '../../../integration/src/client/player/chapter-files.js';
import { chapterAt, chaptersOf } from '../../../integration/src/client/player/controls/chapters.js';

const track = (...cues: [start: number, text: string][]) =>
  ({
    cues: cues.map(([startTime, text]) => ({ startTime, getCueAsHTML: () => ({ textContent: text }) })),
  }) as unknown as TextTrack;

describe('the file of chapters', () => {
  it.each([
    ['https://vod.api.video/vod/viA/hls/manifest.m3u8', 'https://vod.api.video/vod/viA/chapters/en.vtt'],
    [
      'https://vod.api.video/vod/viA/token/t-1/hls/manifest.m3u8?avh=s',
      'https://vod.api.video/vod/viA/token/t-1/chapters/en.vtt?avh=s',
    ],
    [
      'https://videos.example.com/vod/viA/token/t/mp4/source.mp4?avh=s',
      'https://videos.example.com/vod/viA/token/t/chapters/en.vtt?avh=s',
    ],
  ])('of %s is beside it, by the same session', (media, chapters) => {
    expect(chapterUrl(media, 'en')).toBe(chapters);
  });
});

describe('chapters', () => {
  it('stand in their order, without those that have no name or begin after the end', () => {
    expect(chaptersOf(track([4, 'Two'], [0, ' One '], [5, ''], [60, 'Beyond']), 60)).toEqual([
      { start: 0, title: 'One' },
      { start: 4, title: 'Two' },
    ]);
    expect(chaptersOf(undefined, 60)).toEqual([]);
  });

  it('all count while nobody knows how long the video is', () => {
    expect(chaptersOf(track([0, 'One'], [60, 'Two']), Number.NaN)).toHaveLength(2);
  });

  it('last until the next one begins', () => {
    const chapters = chaptersOf(track([2, 'One'], [4, 'Two']), 60);
    expect([0, 2, 3.9, 4, 59].map((seconds) => chapterAt(chapters, seconds)?.title)).toEqual([
      undefined,
      'One',
      'One',
      'Two',
      'Two',
    ]);
  });
});
