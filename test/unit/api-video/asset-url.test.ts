import { describe, expect, it } from 'vitest';
import { parseAssetUrl, sessionUrl, withSession } from '../../../integration/src/api-video/asset-url.js';
import { createHostCheck } from '../../../integration/src/api-video/hosts.js';

const production = createHostCheck({ apiUrl: 'https://ws.api.video', hosts: ['media.example.com'] });
const sandbox = createHostCheck({ apiUrl: 'http://127.0.0.1:7070' });
const T = '53e5c1e4-5f3e-4a8a-8c3e-0f6f9a6f1c11';

describe('parseAssetUrl', () => {
  it.each([
    ['player', `https://embed.api.video/vod/viAbc1?token=${T}`, { kind: 'vod', id: 'viAbc1', token: T }],
    [
      'hls',
      `https://vod.api.video/vod/viAbc1/token/${T}/hls/manifest.m3u8`,
      { kind: 'vod', id: 'viAbc1', token: T },
    ],
    [
      'older media host',
      `https://cdn.api.video/vod/viAbc1/token/${T}/thumbnail.jpg`,
      { kind: 'vod', id: 'viAbc1', token: T },
    ],
    [
      'custom domain',
      `https://media.example.com/vod/viAbc1/token/${T}/mp4/source.mp4`,
      { kind: 'vod', id: 'viAbc1', token: T },
    ],
    ['public player', 'https://embed.api.video/vod/viAbc1', { kind: 'vod', id: 'viAbc1' }],
    ['public thumbnail', 'https://vod.api.video/vod/viAbc1/thumbnail.jpg', { kind: 'vod', id: 'viAbc1' }],
    [
      'live player',
      `https://embed.api.video/live/liAbc1?token=${T}`,
      { kind: 'live', id: 'liAbc1', token: T },
    ],
    ['live hls', `https://live.api.video/private/${T}/liAbc1.m3u8`, { kind: 'live', id: 'liAbc1', token: T }],
    [
      'live thumbnail',
      `https://live.api.video/private/${T}/liAbc1/thumbnail.jpg`,
      { kind: 'live', id: 'liAbc1', token: T },
    ],
  ])('reads a %s URL', (_name, url, expected) => {
    expect(parseAssetUrl(url, production)).toEqual(expected);
  });

  it('keeps the fragment and further parameters out of the token', () => {
    const url = `https://embed.api.video/vod/viAbc1?token=${T}&avh=other#autoplay;t=3`;
    expect(parseAssetUrl(url, production)?.token).toBe(T);
  });

  it.each([
    ['a foreign host', `https://evil.example/vod/viAbc1/token/${T}/thumbnail.jpg`],
    ['a host that only begins alike', `https://vod.api.video.evil.example/vod/viAbc1/token/${T}/x`],
    ['plain http', `http://vod.api.video/vod/viAbc1/token/${T}/thumbnail.jpg`],
    ['credentials in the URL', `https://user:pw@vod.api.video/vod/viAbc1`],
    ['loopback beside a real API', `http://127.0.0.1:9/vod/viAbc1/token/${T}/thumbnail.jpg`],
    ['an id of other characters', 'https://vod.api.video/vod/vi%2F..%2Fx/thumbnail.jpg'],
    ['an empty token', 'https://embed.api.video/vod/viAbc1?token='],
    ['no URL at all', 'vod.api.video/vod/viAbc1'],
  ])('refuses %s', (_name, url) => {
    expect(parseAssetUrl(url, production)).toBeUndefined();
  });

  it('takes loopback only while the API is on loopback', () => {
    expect(parseAssetUrl(`http://127.0.0.1:9/vod/viAbc1/token/${T}/x`, sandbox)?.token).toBe(T);
  });
});

describe('withSession', () => {
  it('adds the session before the fragment, once', () => {
    const once = withSession(`https://embed.api.video/vod/vi1?token=${T}#t=3`, 's-1');
    expect(once).toBe(`https://embed.api.video/vod/vi1?token=${T}&avh=s-1#t=3`);
    expect(withSession(once, 's-2')).toBe(`https://embed.api.video/vod/vi1?token=${T}&avh=s-2#t=3`);
  });
});

describe('sessionUrl', () => {
  it('stays on the host of the media', () => {
    const hls = `https://media.example.com/vod/vi1/token/${T}/hls/manifest.m3u8`;
    expect(sessionUrl(hls, { kind: 'vod', id: 'vi1', token: T })).toBe(
      `https://media.example.com/vod/vi1/token/${T}/session`,
    );
    expect(sessionUrl('https://live.api.video/x', { kind: 'live', id: 'li1', token: T })).toBe(
      `https://live.api.video/private/${T}/li1/session`,
    );
  });
});
