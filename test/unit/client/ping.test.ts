import { describe, expect, it } from 'vitest';
import { playAddress, shielded } from '../../../integration/src/client/player/ping.js';

describe('where a play is told', () => {
  it.each([
    ['https://vod.api.video/vod/viA/hls/manifest.m3u8', 'https://collector.api.video/vod'],
    ['https://vod.api.video/vod/viA/token/t/mp4/source.mp4?avh=s', 'https://collector.api.video/vod'],
    // A media host of the site's own.
    ['https://videos.example.com/vod/viA/token/t/hls/manifest.m3u8', 'https://collector.api.video/vod'],
    ['http://127.0.0.1:4601/vod/viA/token/t/hls/manifest.m3u8', 'http://127.0.0.1:4601/vod'],
  ])('of %s', (media, pingUrl) => {
    expect(playAddress(media)).toEqual({ videoId: 'viA', pingUrl });
  });

  it('is nowhere where the address names no video', () => {
    expect(playAddress('https://videos.example.com/other/viA.m3u8')).toBeUndefined();
  });
});

describe('a ping', () => {
  const ping = JSON.stringify({
    emitted_at: 'now',
    visitor: 'canary-1',
    session: {
      loaded_at: 'then',
      video_id: 'viA',
      referrer: 'https://site.example/_vitrine/watch/canary-2',
      session_id: 'canary-3',
      navigator: { user_agent: 'canary-4' },
      metadata: [{ name: 'canary-5' }],
    },
    events: [{ type: 'seek.forward', emitted_at: 'now', from: 1, to: 4, visitor: 'canary-6' }],
  });

  it('leaves with what is known of it, and with the site instead of the page before', () => {
    expect(JSON.parse(shielded(ping, 'https://site.example/', undefined))).toEqual({
      emitted_at: 'now',
      session: { loaded_at: 'then', referrer: 'https://site.example/', metadata: [], video_id: 'viA' },
      events: [{ type: 'seek.forward', emitted_at: 'now', from: 1, to: 4 }],
    });
    expect(shielded(ping, 'https://site.example/', undefined)).not.toContain('canary');
  });

  it('carries the name of its play once there is one', () => {
    expect(JSON.parse(shielded(ping, '', 'play-1')).session.session_id).toBe('play-1');
  });
});
