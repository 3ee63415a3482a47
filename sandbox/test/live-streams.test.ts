import { describe, expect } from 'vitest';
import type { Sandbox } from '../src/index.js';
import { it } from './helpers/fixtures.js';
import { call, type Json, runSandbox, tokenOf, withSession } from './helpers/run-sandbox.js';

async function createStream(sandbox: Sandbox, isPublic: boolean): Promise<string> {
  const { status, json } = await call(sandbox, 'POST', '/live-streams', {
    name: 'Main stage',
    public: isPublic,
  });
  expect(status).toBe(200);
  return json.liveStreamId;
}

const read = async (sandbox: Sandbox, id: string): Promise<Json> =>
  (await call(sandbox, 'GET', `/live-streams/${id}`)).json;
const status = async (url: string) => (await fetch(url)).status;
const lines = async (url: string) => (await (await fetch(url)).text()).split('\n');

describe('a live stream', () => {
  it('plays while it is on air, segment after segment, over and over', async () => {
    let now = Date.UTC(2026, 0, 1);
    const sandbox = await runSandbox({ clock: () => now });
    const id = await createStream(sandbox, true);
    const { assets } = await read(sandbox, id);
    expect(new URL(assets.hls).origin).toBe(sandbox.liveUrl);
    expect(await status(assets.hls)).toBe(404);
    expect(await status(assets.thumbnail)).toBe(200);
    sandbox.broadcast(id, true);
    expect((await read(sandbox, id)).broadcasting).toBe(true);
    expect((await lines(assets.hls)).filter((line) => line.endsWith('.m4s'))).toEqual([
      `${id}/segment-0.m4s`,
    ]);
    now += 21_000;
    const playlist = await lines(assets.hls);
    expect(playlist).toContain('#EXT-X-MEDIA-SEQUENCE:6');
    const segments = playlist.filter((line) => line.endsWith('.m4s'));
    expect(segments.map((line) => /segment-(\d+)/.exec(line)?.[1])).toEqual(['6', '7', '8', '9', '10']);
    for (const segment of segments) expect(await status(new URL(segment, assets.hls).href)).toBe(200);
    expect(await status(new URL(`${id}/segment-11.m4s`, assets.hls).href)).toBe(404);
  });

  it('that is private keeps the rules of tokens and sessions', async ({ sandbox }) => {
    const id = await createStream(sandbox, false);
    sandbox.broadcast(id, true);
    const stream = await read(sandbox, id);
    const sessionUrl = `${sandbox.liveUrl}/private/${tokenOf(stream)}/${id}/session`;
    const { session_token: session } = (await (await fetch(sessionUrl)).json()) as { session_token: string };
    expect(await status(sessionUrl)).toBe(404);
    for (const asset of ['hls', 'thumbnail', 'player']) {
      expect(await status(stream.assets[asset]), `${asset} without the session`).toBe(404);
      expect(await status(withSession(stream.assets[asset], session)), asset).toBe(200);
    }
    const manifest = withSession(stream.assets.hls, session);
    const segment = (await lines(manifest)).find((line) => line.includes('.m4s')) ?? '';
    expect(await status(new URL(segment, manifest).href)).toBe(200);
  });

  it('leaves a recording with its access, once it is over', async ({ sandbox }) => {
    const id = await createStream(sandbox, false);
    sandbox.broadcast(id, true);
    expect((await call(sandbox, 'PUT', `/live-streams/${id}/complete`)).status).toBe(202);
    expect((await read(sandbox, id)).broadcasting).toBe(false);
    const { data } = (await call(sandbox, 'GET', `/videos?liveStreamId=${id}`)).json;
    expect(data).toMatchObject([
      { title: 'Main stage', public: false, source: { liveStream: { liveStreamId: id } } },
    ]);
  });

  it('is found, changed, illustrated and deleted', async ({ sandbox }) => {
    const id = await createStream(sandbox, true);
    const path = `/live-streams/${id}`;
    const { streamKey } = await read(sandbox, id);
    expect(
      (await call(sandbox, 'GET', `/live-streams?streamKey=${streamKey}&name=main`)).json.data,
    ).toHaveLength(1);
    expect((await call(sandbox, 'GET', '/live-streams?name=other')).json.data).toEqual([]);
    expect((await call(sandbox, 'PATCH', path, { name: 'Small stage' })).json.name).toBe('Small stage');
    expect((await call(sandbox, 'DELETE', path)).status).toBe(204);
    expect(await call(sandbox, 'GET', path)).toMatchObject({ status: 404, json: { name: 'liveStreamId' } });
  });

  it('goes on air from the admin API as well', async ({ sandbox }) => {
    const id = await createStream(sandbox, true);
    const ask = (body: unknown) =>
      fetch(`${sandbox.apiUrl}/_sandbox/broadcast`, { method: 'POST', body: JSON.stringify(body) });
    expect((await ask({ liveStreamId: id, onAir: true })).status).toBe(204);
    expect((await read(sandbox, id)).broadcasting).toBe(true);
    expect((await ask({ liveStreamId: 'liNone', onAir: true })).status).toBe(400);
  });
});
