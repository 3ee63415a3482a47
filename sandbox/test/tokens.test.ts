import { describe, expect } from 'vitest';
import { it } from './helpers/fixtures.js';
import {
  call,
  openSession,
  privateVideo,
  runSandbox,
  sessionUrl,
  tokenOf,
  withSession,
} from './helpers/run-sandbox.js';

const status = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;

describe('a private token', () => {
  it('opens one session, which serves every asset of its video', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    const session = await openSession(video);
    for (const asset of ['thumbnail', 'mp4', 'hls', 'player']) {
      expect(await status(withSession(video.assets[asset], session)), asset).toBe(200);
      expect(await status(video.assets[asset]), `${asset} without the session`).toBe(404);
    }
    expect(await status(sessionUrl(video))).toBe(404);
  });

  it('is used up by the first asset asked for without a session, which answers with one', async ({
    sandbox,
  }) => {
    const video = await privateVideo(sandbox);
    const first = await fetch(video.assets.thumbnail);
    expect(first.status).toBe(200);
    const session = first.headers.get('x-token-session') ?? '';
    expect(await status(video.assets.hls)).toBe(404);
    expect(await status(video.assets.hls, { headers: { 'X-Token-Session': session } })).toBe(200);
    expect(await status(sessionUrl(video))).toBe(404);
    expect(sandbox.counters()).toMatchObject({ burned: 1, used: 1, sessions: 1 });
  });

  it('is used up by a HEAD and by a range, never by OPTIONS', async ({ sandbox }) => {
    for (const init of [{ method: 'HEAD' }, { headers: { Range: 'bytes=0-9' } }]) {
      const video = await privateVideo(sandbox);
      expect(await status(video.assets.mp4, { method: 'OPTIONS' })).toBe(204);
      expect([200, 206]).toContain(await status(video.assets.mp4, init));
      expect(await status(video.assets.mp4)).toBe(404);
    }
  });

  it('does not open another video, and is not spent by trying', async ({ sandbox }) => {
    const { json } = await call(sandbox, 'GET', '/videos?sortBy=title&sortOrder=asc');
    const [one, other] = json.data.filter((video: { public: boolean }) => !video.public);
    const foreign = one.assets.thumbnail.replace(tokenOf(one), tokenOf(other));
    expect(await status(foreign)).toBe(404);
    expect(await status(other.assets.thumbnail)).toBe(200);
  });

  it('ignores a wrong session while unused, and refuses one afterwards', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    const wrong = withSession(video.assets.thumbnail, 'not-a-session');
    expect(await status(wrong)).toBe(200);
    expect(await status(wrong)).toBe(404);
  });

  it('lets exactly one of many concurrent first uses win', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    const urls = Array.from({ length: 40 }, (_, index) =>
      index % 2 ? sessionUrl(video) : video.assets.thumbnail,
    );
    const statuses = await Promise.all(urls.map((url) => status(url)));
    expect(statuses.filter((one) => one === 200)).toHaveLength(1);
    expect(statuses.filter((one) => one === 404)).toHaveLength(39);
  });

  it('ends with its session, by the clock', async () => {
    let now = Date.UTC(2026, 10, 1);
    const sandbox = await runSandbox({ clock: () => now });
    const video = await privateVideo(sandbox);
    const url = withSession(video.assets.thumbnail, await openSession(video));
    now += 86_399_999;
    expect(await status(url)).toBe(200);
    now += 1;
    expect(await status(url)).toBe(404);
  });

  it('of a list is as good as one of a single read, and a used one spoils no other', async ({ sandbox }) => {
    const { json } = await call(sandbox, 'GET', '/videos?pageSize=100');
    const videos = json.data.filter((video: { public: boolean }) => !video.public);
    const tokens = new Set(videos.map(tokenOf));
    expect(tokens.size).toBe(videos.length);
    expect(sandbox.counters().minted).toBe(videos.length);
    const again = (await call(sandbox, 'GET', `/videos/${videos[0].videoId}`)).json;
    expect(await status(sessionUrl(again))).toBe(200);
    expect(await status(sessionUrl(videos[0]))).toBe(200);
  });

  it('is a placeholder in answers to anything but a read', async ({ sandbox }) => {
    const { videoId } = await privateVideo(sandbox);
    const { json } = await call(sandbox, 'PATCH', `/videos/${videoId}`, { title: 'Renamed' });
    expect(tokenOf(json)).toBe('11111111-1111-1111-1111-111111111111');
    expect(await status(sessionUrl(json))).toBe(404);
  });

  it('is known: every one issued can be searched for', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    const session = await openSession(video);
    expect(sandbox.issued().privateTokens).toContain(tokenOf(video));
    expect(sandbox.issued().sessionTokens).toEqual([session]);
    expect(sandbox.counters().sessionCallsPerToken).toEqual({ [tokenOf(video)]: 1 });
  });
});

describe('switches of the token rules', () => {
  it('gives the same token until it is used', async () => {
    const sandbox = await runSandbox({ tokens: 'until-used' });
    const video = await privateVideo(sandbox);
    const read = async () => tokenOf((await call(sandbox, 'GET', `/videos/${video.videoId}`)).json);
    expect(await read()).toBe(tokenOf(video));
    await openSession(video);
    expect(await read()).not.toBe(tokenOf(video));
  });

  it('revokes older unused tokens when asked to', async () => {
    const sandbox = await runSandbox({ revokeOlder: true });
    const older = await privateVideo(sandbox);
    const newer = (await call(sandbox, 'GET', `/videos/${older.videoId}`)).json;
    expect(await status(sessionUrl(older))).toBe(404);
    expect(await status(sessionUrl(newer))).toBe(200);
  });

  it('lets unused tokens die', async () => {
    let now = 0;
    const sandbox = await runSandbox({ privateTokenTtl: 60, clock: () => now });
    const video = await privateVideo(sandbox);
    now = 60_000;
    expect(await status(sessionUrl(video))).toBe(404);
  });

  it.each([403, 404, 410] as const)('refuses with %i', async (usedTokenStatus) => {
    const sandbox = await runSandbox({ usedTokenStatus });
    const video = await privateVideo(sandbox);
    await openSession(video);
    expect(await status(sessionUrl(video))).toBe(usedTokenStatus);
    expect(await status(video.assets.player)).toBe(usedTokenStatus);
  });

  it('leaves tokens out of lists, and goes back to them at run time', async () => {
    const sandbox = await runSandbox({ listTokens: false });
    const list = async () =>
      (await call(sandbox, 'GET', '/videos')).json.data.find((video: { public: boolean }) => !video.public);
    expect(tokenOf(await list())).toBe('');
    sandbox.setOptions({ listTokens: true });
    expect(tokenOf(await list())).not.toBe('');
    sandbox.reset();
    expect(sandbox.counters().minted).toBe(0);
    expect(tokenOf(await list())).toBe('');
  });

  it('repeats tokens and new ids under a seed, and not without one', async () => {
    const tokens = async (seed?: number) =>
      tokenOf(await privateVideo(await runSandbox({ ...(seed && { seed }) })));
    expect(await tokens(7)).toBe(await tokens(7));
    expect(await tokens(7)).not.toBe(await tokens(8));
    expect(await tokens()).not.toBe(await tokens());
  });
});
