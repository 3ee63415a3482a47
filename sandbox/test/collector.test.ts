import { describe, expect } from 'vitest';
import { it } from './helpers/fixtures.js';

const tell = (mediaUrl: string, body: string, path = '/vod') =>
  fetch(`${mediaUrl}${path}`, { method: 'POST', body });

const ping = (session: object) => JSON.stringify({ emitted_at: 'now', session, events: [{ type: 'play' }] });

describe('the collector', () => {
  it('names a play once, and keeps what it is told', async ({ sandbox }) => {
    const first = await tell(sandbox.mediaUrl, ping({ video_id: 'viA' }));
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    const { session } = (await first.json()) as { session: string };
    expect(session).toMatch(/^[0-9a-f-]{36}$/);
    const second = await tell(sandbox.mediaUrl, ping({ video_id: 'viA', session_id: session }), '/live');
    expect(await second.json()).toEqual({ session });
    expect(sandbox.pings().map(({ body }) => body.session)).toEqual([
      { video_id: 'viA' },
      { video_id: 'viA', session_id: session },
    ]);
    const { pings, reads, refused } = sandbox.counters();
    expect({ pings, reads, refused }).toEqual({ pings: 2, reads: 0, refused: 0 });
    expect(await (await fetch(`${sandbox.apiUrl}/_sandbox/pings`)).json()).toEqual(sandbox.pings());
    sandbox.reset();
    expect(sandbox.pings()).toEqual([]);
  });

  it('refuses what is no report, and keeps no more than a thousand', async ({ sandbox }) => {
    expect((await tell(sandbox.mediaUrl, 'play')).status).toBe(400);
    expect((await tell(sandbox.mediaUrl, '[]')).status).toBe(400);
    expect(sandbox.counters().pings).toBe(0);
    for (let number = 0; number < 1002; number += 1) await tell(sandbox.mediaUrl, ping({ number }));
    expect(sandbox.pings()).toHaveLength(1000);
    expect(sandbox.pings()[0]?.body.session).toEqual({ number: 2 });
  });

  it('leaves all other addresses of the media host to those who read', async ({ sandbox }) => {
    expect((await tell(sandbox.mediaUrl, '{}', '/vod/viA/hls/manifest.m3u8')).status).toBe(405);
    expect((await fetch(`${sandbox.mediaUrl}/vod`)).status).toBe(404);
  });
});
