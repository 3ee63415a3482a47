import { startHttpServer } from '../../sandbox/test/helpers/http-server.js';
import type { Shown } from './steps.js';

/** `<a><img></a>` for every video, as the tutorial's page has them. */
export function clickable(videos: readonly Shown[]): string {
  return videos
    .map(
      ({ player, thumbnail }) =>
        `<li class="vitrine-card"><a class="vitrine-link" href="${player}"><span class="vitrine-frame"><img class="vitrine-thumbnail" src="${thumbnail}" alt=""></span><span class="vitrine-title">A video</span></a></li>`,
    )
    .join('\n');
}

/** A server whose page is made anew for every visitor, by whatever `flow` has to do. */
export function startPageServer(flow: () => Promise<Shown[]>, page: (cards: string) => string) {
  return startHttpServer(async (_request, response) => {
    try {
      const html = page(clickable(await flow()));
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      response.end(html);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
  });
}
