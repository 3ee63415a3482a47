import { PrivateVideoSession } from '@api.video/private-video-session';
import { afterEach, beforeEach, describe, expect, vi } from 'vitest';
import type { Sandbox } from '../../src/index.js';
import { it } from '../helpers/fixtures.js';
import { call, privateVideo, runSandbox, tokenOf } from '../helpers/run-sandbox.js';

/** What a tab offers the package. Its hosts are always `https:`, so this `fetch` is the TLS front of a custom domain. */
const plain = (url: string) => url.replace(/^https:/, 'http:');
const browserFetch = fetch;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  });
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => browserFetch(plain(url), init));
});

afterEach(() => vi.unstubAllGlobals());

const domains = (sandbox: Sandbox) => ({
  vod: new URL(sandbox.mediaUrl).host,
  embed: new URL(sandbox.embedUrl).host,
});

const secured = (url: string) => url.replace(/^http:/, 'https:');

describe('@api.video/private-video-session, unmodified', () => {
  it('opens one session and builds four URLs that work', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    const session = new PrivateVideoSession({
      videoId: video.videoId,
      token: tokenOf(video),
      domains: domains(sandbox),
    });
    const urls = [
      await session.getThumbnailUrl(),
      await session.getPlayerUrl(),
      await session.getHlsUrl(),
      await session.getMp4Url(),
    ];
    for (const url of urls) expect((await browserFetch(plain(url))).status, url).toBe(200);
    expect(sandbox.counters()).toMatchObject({ used: 1, sessions: 1, burned: 0 });
    expect(sandbox.counters().sessionCallsPerToken[tokenOf(video)]).toBe(1);
  });

  it.each(['thumbnail', 'hls', 'player'])('understands the %s asset', async (asset) => {
    const sandbox = await runSandbox();
    const video = await privateVideo(sandbox);
    const session = new PrivateVideoSession({
      assetUrl: secured(video.assets[asset]),
      domains: domains(sandbox),
    });
    expect((await browserFetch(plain(await session.getThumbnailUrl()))).status).toBe(200);
  });

  it('opens the session of a private live stream', async ({ sandbox }) => {
    const { liveStreamId } = (await call(sandbox, 'POST', '/live-streams', { name: 'x', public: false }))
      .json;
    sandbox.broadcast(liveStreamId, true);
    const { assets } = (await call(sandbox, 'GET', `/live-streams/${liveStreamId}`)).json;
    const live = new URL(sandbox.liveUrl).host;
    const session = new PrivateVideoSession({
      assetUrl: secured(assets.hls),
      domains: { ...domains(sandbox), live },
    });
    for (const url of [
      await session.getHlsUrl(),
      await session.getThumbnailUrl(),
      await session.getPlayerUrl(),
    ]) {
      expect((await browserFetch(plain(url))).status, url).toBe(200);
    }
  });

  it('finds its session again in the tab, and none in another', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    const open = () =>
      new PrivateVideoSession({ videoId: video.videoId, token: tokenOf(video), domains: domains(sandbox) });
    const token = await open().getSessionToken();
    expect(await open().getSessionToken()).toBe(token);
    vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => undefined });
    await expect(open().getSessionToken()).rejects.toThrow('already been used');
  });
});
