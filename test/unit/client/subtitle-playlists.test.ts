import { expect, test } from 'vitest';
import { filesIn, joinVtt, subtitlesIn } from '../../../integration/src/client/player/subtitle-playlists.js';

const BASE = 'https://vod.example/vod/viA/token/T/hls/manifest.m3u8?avh=S';

test('finds the subtitles of a multivariant playlist, and nothing else', () => {
  const playlist = [
    '#EXTM3U',
    '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",URI="audio.m3u8"',
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="Français, Canada",LANGUAGE="fr-CA",DEFAULT=YES,URI="captions/fr.m3u8?avh=S"',
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",LANGUAGE="en",DEFAULT=NO,URI="https://cdn.example/en.m3u8"',
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="Without an address"',
    '#EXT-X-STREAM-INF:BANDWIDTH=1,SUBTITLES="s"',
    '360p/manifest.m3u8',
  ].join('\r\n');
  expect(subtitlesIn(playlist, BASE)).toEqual([
    {
      name: 'Français, Canada',
      language: 'fr-CA',
      isDefault: true,
      url: 'https://vod.example/vod/viA/token/T/hls/captions/fr.m3u8?avh=S',
    },
    { name: 'en', language: 'en', isDefault: false, url: 'https://cdn.example/en.m3u8' },
  ]);
});

test('finds the files of a media playlist', () => {
  const playlist = '#EXTM3U\n#EXTINF:6,\n../../a.vtt?avh=S\n#EXTINF:6,\nb.vtt\n#EXT-X-ENDLIST\n';
  expect(filesIn(playlist, BASE)).toEqual([
    'https://vod.example/vod/viA/token/a.vtt?avh=S',
    'https://vod.example/vod/viA/token/T/hls/b.vtt',
  ]);
});

test('joins files under one header', () => {
  const first = 'WEBVTT\n\n00:00.000 --> 00:01.000\nOne';
  const second = '\uFEFFWEBVTT\r\nX-TIMESTAMP-MAP=LOCAL:0\r\n\r\n00:01.000 --> 00:02.000\r\nTwo';
  expect(joinVtt([first, second])).toBe(`${first}\n\n00:01.000 --> 00:02.000\r\nTwo`);
});
