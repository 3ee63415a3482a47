import type { Page, Request } from 'playwright-core';

/** Collects the requests of a page, and the errors its console shows. */
export function watchPage(page: Page) {
  const requests: Request[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return {
    errors,
    requests,
    /** Requests for the token endpoint. */
    asked: () => requests.filter((request) => new URL(request.url()).pathname.endsWith('/_vitrine/tokens')),
    to: (origin: string) => requests.filter((request) => new URL(request.url()).origin === origin),
  };
}

/** Thumbnails of private videos that have been painted. */
export function painted(page: Page): Promise<number> {
  return page
    .locator('vitrine-video img.vitrine-thumbnail')
    .evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length);
}

/** Waits until every private video near the viewport shows its thumbnail; gives how many there are. */
export async function waitForThumbnails(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => {
    const near = [...document.querySelectorAll('vitrine-video')].filter((video) => {
      const { top, bottom } = video.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });
    const done = near.filter((video) => (video.querySelector('img')?.naturalWidth ?? 0) > 0);
    return near.length > 0 && done.length === near.length && near.length;
  });
  return Number(await handle.jsonValue());
}
