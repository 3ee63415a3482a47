import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { Sandbox, SandboxOptions } from '../../src/index.js';
import { call, type Json, runSandbox } from '../helpers/run-sandbox.js';
import { bytes, emptyVideo, FILE, read, statusOf } from '../helpers/upload-files.js';
import { askedFor, uploaderTest } from './uploaders.js';

const it = uploaderTest('@api.video/video-uploader');

declare const window: Json;

/** Uploads the fixture, with zeros behind it to make chunks of, and keeps what the package says. */
function upload(
  page: Page,
  apiHost: string,
  login: Json,
  more: { padding?: number; chunkSize?: number } = {},
): Promise<Json> {
  return page.evaluate(
    async ({ apiHost, login, padding = 0, chunkSize }) => {
      const parts = [await (await fetch('/file.mp4')).blob(), new Uint8Array(padding)];
      const uploader = new window.VideoUploader({
        file: new File(parts, 'rushes.mp4'),
        apiHost,
        ...(chunkSize && { chunkSize }),
        origin: { application: { name: 'editor', version: '1.2' }, sdk: { name: 'kit', version: '3' } },
        retryStrategy: () => null,
        ...login,
      });
      uploader.onPlayable((video: Json) => {
        window.playable = video.videoId;
      });
      return uploader.upload().then(
        (video: Json) => ({ video }),
        (error: Json) => ({ error }),
      );
    },
    { apiHost, login, ...more },
  );
}

type LogIn = (sandbox: Sandbox) => Promise<Json>;

const token = async (sandbox: Sandbox) =>
  (await call(sandbox, 'POST', '/auth/api-key', { apiKey: sandbox.apiKey })).json;

const ways: [string, LogIn, path: RegExp][] = [
  [
    'an upload token',
    async (sandbox) => ({
      uploadToken: (await call(sandbox, 'POST', '/upload-tokens', { ttl: 60 })).json.token,
    }),
    /^\/upload$/,
  ],
  [
    'an API key',
    async (sandbox) => ({ apiKey: sandbox.apiKey, videoId: await emptyVideo(sandbox) }),
    /^\/videos\/\w+\/source$/,
  ],
  [
    'an access token',
    async (sandbox) => ({
      accessToken: (await token(sandbox)).access_token,
      videoId: await emptyVideo(sandbox),
    }),
    /^\/videos\/\w+\/source$/,
  ],
  [
    'an access token that has ended, and its refresh token',
    async (sandbox) => {
      const { access_token: accessToken, refresh_token: refreshToken } = await token(sandbox);
      const videoId = await emptyVideo(sandbox);
      sandbox.advance(3600);
      return { accessToken, refreshToken, videoId };
    },
    /^\/videos\/\w+\/source$/,
  ],
];

const start = (options: SandboxOptions = {}) => runSandbox({ encodingTime: 0, ...options });

describe('@api.video/video-uploader, unmodified, in Chromium', { timeout: 60_000 }, () => {
  it.for(ways)(
    'uploads with %s, in chunks, after real preflights',
    async ([, logIn, path], { front, open }) => {
      const sandbox = await start();
      const page = await open(sandbox);
      const chunkSize = 5 * 1024 * 1024;
      const login = await logIn(sandbox);
      const { video, error } = await upload(page, front.host, login, { padding: chunkSize, chunkSize });
      expect(error).toBeUndefined();
      const { assets } = await read(sandbox, video.videoId);
      expect((await bytes(assets.mp4)).subarray(0, FILE.length)).toEqual(FILE);
      expect((await statusOf(sandbox, video.videoId)).ingest).toMatchObject({
        status: 'uploaded',
        filesize: FILE.length + chunkSize,
        receivedParts: { parts: [1, 2], total: 2 },
      });
      const [first] = front.seen;
      const called = first?.path.split('?')[0] ?? '';
      expect(called).toMatch(path);
      const asked = askedFor(front, called)[0];
      for (const header of ['av-origin-client', 'av-origin-app', 'av-origin-sdk', 'content-range'])
        expect(asked).toContain(header);
      expect(asked?.includes('authorization')).toBe(!login.uploadToken);
      if (login.refreshToken) expect(askedFor(front, '/auth/refresh')[0]).toContain('av-origin-client');
    },
  );

  it('says that a video is playable when it is', async ({ front, open }) => {
    const sandbox = await start({ clock: () => 0, encodingTime: 60 });
    const page = await open(sandbox);
    let waits = 0;
    page.on('response', (response) => {
      if (response.url().endsWith('.m3u8') && response.status() === 202) waits += 1;
    });
    const { video } = await upload(page, front.host, {
      apiKey: sandbox.apiKey,
      videoId: await emptyVideo(sandbox),
    });
    await expect.poll(() => waits).toBeGreaterThan(1);
    expect(await page.evaluate(() => window.playable)).toBeUndefined();
    sandbox.advance(60);
    await page.waitForFunction(() => window.playable);
    expect((await statusOf(sandbox, video.videoId)).encoding.playable).toBe(true);
  });

  it.for<[string, number, LogIn, SandboxOptions?]>([
    ['The API key is invalid.', 401, async (s) => ({ apiKey: 'another', videoId: await emptyVideo(s) })],
    ['The requested resource was not found.', 404, async () => ({ uploadToken: 'toNone' })],
    [
      'Too many requests.',
      429,
      async (s) => ({ apiKey: s.apiKey, videoId: await emptyVideo(s) }),
      { limits: { reads: 9, writes: 9, uploads: 0 } },
    ],
  ])('is told %s', async ([title, status, logIn, options], { front, open }) => {
    const sandbox = await start(options);
    const page = await open(sandbox);
    const { error } = await upload(page, front.host, await logIn(sandbox));
    expect(error).toMatchObject({ status, title });
  });
});
