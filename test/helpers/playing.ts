import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a test sees of the sandbox's players on a page. */
export function createPlayers(embedUrl: string) {
  const frameOf = (page: Page): Frame | undefined =>
    page.frames().find((frame) => frame.url().startsWith(embedUrl));

  /** The player is in its frame and has the video; without a press on the page it may not play by itself. */
  async function embedReady(page: Page, { playing = false } = {}): Promise<void> {
    const isReady = (seconds: number) => {
      const video = document.querySelector('video');
      return video !== null && video.readyState > 0 && video.currentTime >= seconds;
    };
    // The frame of the watch page makes room for another.
    const ready = () =>
      frameOf(page)
        ?.evaluate(isReady, playing ? 0.2 : 0)
        .catch(() => false);
    await expect.poll(ready, { timeout: 30_000 }).toBe(true);
  }

  /**
   * Seconds into the video, or -1 while there is none. It asks the frame of this moment: a frame is replaced when its session has
   * ended or its video is shorter than where it was left, and one kept by a test is detached then.
   */
  const embedSeconds = (page: Page): Promise<number> =>
    (
      frameOf(page)?.evaluate(() => document.querySelector('video')?.currentTime ?? -1) ?? Promise.resolve(-1)
    ).catch(() => -1);

  return {
    frameOf,
    embedSeconds,
    embedReady,
    embedPlays: (page: Page) => embedReady(page, { playing: true }),
    /** By a press on Play, or by itself: what a test asks of a page counts as a press of a visitor's. */
    async pressPlay(page: Page): Promise<void> {
      const pressed = page
        .frameLocator('iframe')
        .getByRole('button', { name: 'Play' })
        .first()
        .click()
        .catch(() => undefined);
      await Promise.race([pressed, embedReady(page, { playing: true })]);
      await embedReady(page, { playing: true });
    },
    /** The player reports an error, as one whose network has failed does. */
    failEmbed: (page: Page) =>
      frameOf(page)?.evaluate(() => window.parent.postMessage({ type: 'error', sdkPlayerId: '1' }, '*')),
  };
}

/** The video of a page or a frame has got somewhere. */
export const plays = (root: Page | Frame) =>
  root.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);

/** The browser's own player has got somewhere. */
export const videoPlays = (page: Page) =>
  page.waitForFunction(() => {
    const video = document.querySelector<HTMLVideoElement>('.vitrine-stage video');
    return (video?.currentTime ?? 0) > 0.2;
  });

export const sourceOf = (page: Page): Promise<string> =>
  page.locator('.vitrine-stage video').evaluate((video: HTMLVideoElement) => video.currentSrc);
