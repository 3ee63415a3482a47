import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { call, type Json } from '../helpers/run-sandbox.js';
import { statusOf } from '../helpers/upload-files.js';
import { askedFor, uploaderTest } from './uploaders.js';

// A camera of Chromium's own, and nobody to ask for it.
const it = uploaderTest('@api.video/media-recorder', [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]);

declare const window: Json;

/** Records the camera until it has given a few pieces, and hands back the video once it is said to be playable. */
const record = (page: Page, options: Json): Promise<Json> =>
  page.evaluate(async (options) => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
    const recorder = new window.ApiVideoMediaRecorder(stream, options);
    const playable = new Promise((resolve) => recorder.addEventListener('videoPlayable', resolve));
    let pieces = 0;
    const recorded = new Promise<void>((resolve) => {
      // The package leaves the browser's own recorder here.
      window.mediaRecorder.addEventListener('dataavailable', () => ++pieces === 4 && resolve());
    });
    recorder.start({ timeslice: 250 });
    await recorded;
    const video = await recorder.stop();
    await playable;
    return video;
  }, options);

/** Whether a browser plays it, by its address or on the player's page. */
async function plays(page: Page): Promise<boolean> {
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
  return page.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth > 0);
}

describe('@api.video/media-recorder, unmodified, in Chromium', { timeout: 60_000 }, () => {
  it.for([
    ['what it chooses itself, in its own pictures', {}, 640],
    ['WebM, which the sandbox shows as one of its clips', { mimeType: 'video/webm;codecs=vp8,opus' }, 1280],
  ] as const)(
    'records a camera to a playable video, as %s',
    async ([, options, width], { front, open, sandbox }) => {
      const page = await open(sandbox);
      const { token: uploadToken } = (await call(sandbox, 'POST', '/upload-tokens', {})).json;
      const { videoId, assets } = await record(page, { apiHost: front.host, uploadToken, ...options });
      expect(askedFor(front, '/upload')[0]).toContain('av-origin-sdk');
      const { encoding } = await statusOf(sandbox, videoId);
      expect(encoding).toMatchObject({ playable: true, metadata: { width } });
      expect(encoding.metadata.duration).toBeGreaterThan(0);

      sandbox.advance(2);
      await page.evaluate((src) => {
        const video = document.createElement('video');
        Object.assign(video, { src, muted: true });
        document.body.append(video);
        return video.play();
      }, assets.mp4);
      expect(await plays(page)).toBe(true);

      sandbox.setOptions({ mp4: false });
      await page.goto(`${sandbox.embedUrl}/vod/${videoId}`);
      await page.getByRole('button', { name: 'Play' }).click();
      expect(await plays(page)).toBe(true);
      expect(await page.locator('video').evaluate((video: HTMLVideoElement) => video.currentSrc)).toContain(
        '.m3u8',
      );
    },
  );
});
