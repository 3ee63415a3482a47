import { describe, expect, it } from 'vitest';
import {
  readPastedVideo,
  withoutToken,
  withoutTokens,
} from '../../../integration/src/contract/pasted-video.js';

const ID = 'vi4k0jvEUuaTdRAEjQ4Jfrgz';
const OTHER = 'vi7DdKq2mWcXz0ybT9Lh5Nsa';
/** A private token may look like anything, an id included. */
const TOKEN = 'viC0ffee00Secret4Token99';
const PLAYER = `https://embed.api.video/vod/${ID}`;

const HOLD_THE_ID = [
  ID,
  ` ${ID}\n`,
  `"${ID}"`,
  `\u201c${ID}\u201d`,
  `\u200b${ID}\ufeff`,
  PLAYER,
  `${PLAYER}/`,
  `${PLAYER}?autoplay`,
  `${PLAYER}#autoplay;loop`,
  `${PLAYER}?token=${TOKEN}`,
  `${PLAYER}?token=${TOKEN}#t=12`,
  `${PLAYER}#;token:x`,
  `${PLAYER}?avh=${TOKEN}&token=${TOKEN}`,
  PLAYER.replace('https:', 'http:'),
  PLAYER.replace('https:', ''),
  PLAYER.replace('https://', ''),
  PLAYER.replace('https://', 'HTTPS://'),
  `<${PLAYER}>`,
  `[The opening](${PLAYER})`,
  `See ${PLAYER}.`,
  `<iframe src="${PLAYER}" width="100%" height="100%" frameborder="0" scrolling="no" allowfullscreen="true"></iframe>`,
  `<iframe src='${PLAYER}?token=${TOKEN}&amp;muted=1'></iframe>`,
  `<div style="padding-bottom:56%"><iframe src="//embed.api.video/vod/${ID}#autoplay"></iframe></div>`,
  `<iframe src=//embed.api.video/vod/${ID}></iframe>`,
  `<iframe src="https:&#47;&#47;embed.api.video&#x2F;vod&#x2F;${ID}"></iframe>`,
  `<div data-video-id="${ID}"></div>`,
  `<video src="https://vod.api.video/vod/${ID}/mp4/source.mp4" controls></video>`,
  `{"player":"https:\\/\\/embed.api.video\\/vod\\/${ID}"}`,
  `https://dashboard.api.video/videos/${ID}`,
  `https://dashboard.api.video/videos/${ID}/details?tab=1`,
  `https://dashboard.api.video/sandbox/videos/${ID}`,
  `https://dashboard.api.video/video/${ID}`,
  `https://dashboard.api.video/#/videos/${ID}`,
  `https://dashboard.api.video/media?id=${ID}`,
  `https://ws.api.video/videos/${ID}`,
  `https://sandbox.api.video/videos/${ID}/status`,
  `https://vod.api.video/vod/${ID}/hls/manifest.m3u8`,
  `https://vod.api.video/vod/${ID}/token/${TOKEN}/hls/manifest.m3u8`,
  `https://vod.api.video/vod/${ID}/mp4/source.mp4`,
  `https://vod.api.video/vod/${ID}/token/${TOKEN}/mp4/source.mp4`,
  `https://vod.api.video/vod/${ID}/thumbnail.jpg`,
  `https://vod.api.video/vod/${ID}/token/${TOKEN}/thumbnail.jpg?avh=${TOKEN}`,
  `https://vod.api.video/vod/${ID}/token/${TOKEN}/session`,
  `https://cdn.api.video/vod/${ID}/hls/manifest.m3u8`,
  `https://films.example.com/vod/${ID}/hls/manifest.m3u8`,
  `https://player.films.example.com/vod/${ID}?token=${TOKEN}`,
  `https://films.example.com:8443/vod/${ID}`,
  `films.example.com/vod/${ID}/thumbnail.jpg`,
  `http://127.0.0.1:4400/vod/${ID}/thumbnail.jpg`,
  `localhost:4400/vod/${ID}`,
  `/vod/${ID}/thumbnail.jpg`,
  `vod/${ID}`,
  `https://example.com/watch?video=${ID}`,
  `https://example.com/share?url=https%3A%2F%2Fembed.api.video%2Fvod%2F${ID}%3Ftoken%3D${TOKEN}`,
  `https://example.com/player/${ID}.html`,
];

const TITLES = [
  'Opening keynote',
  'Q/A session',
  'Spring: the talks',
  'A < B',
  'v1.2',
  '\u00c9t\u00e9 2026',
  'What is a token?',
];

describe('a pasted text', () => {
  it.each(HOLD_THE_ID)('%s is an id', (text) => {
    expect(readPastedVideo(text)).toEqual({ id: ID });
  });

  it.each(TITLES)('%s is no address', (text) => {
    expect(readPastedVideo(text)).toEqual({ text });
  });

  it.each<[string, string]>([
    ['https://example.com/', 'no-video'],
    ['https://embed.api.video/vod/', 'no-video'],
    [`https://example.com/?token=${TOKEN}`, 'no-video'],
    [`token=${TOKEN}`, 'no-video'],
    ['<p>Hello</p>', 'no-video'],
    ['https://www.youtube.com/watch?list=x', 'no-video'],
    [`https://example.com/private/${TOKEN}/x`, 'live'],
    ['https://embed.api.video/live/li4pqNqGUkhKfWcBGpZVLRY5', 'live'],
    [`${PLAYER} https://embed.api.video/vod/${OTHER}`, 'several'],
  ])('%s names no single video: %s', (text, unusable) => {
    expect(readPastedVideo(text)).toEqual({ unusable });
  });

  it('loses its token', () => {
    for (const text of HOLD_THE_ID) expect(withoutTokens(text)).not.toContain(TOKEN);
    expect(withoutToken(`https://example.com/?token=${TOKEN}`)).not.toContain(TOKEN);
    for (const text of [
      'A token / of love',
      'https://example.com/?token=x',
      'https://example.com/private/a.jpg',
    ])
      expect(withoutTokens(text)).toBe(text);
  });
});
