import type { InjectedRoute } from 'astro';
import { THUMBNAIL_PATH, TOKENS_PATH, WATCH_PATH } from '../contract/urls.js';
import type { ResolvedOptions } from '../options.js';
import { ownPages } from './internals/site-files.js';

const entrypoint = (name: string) => new URL(`../routes/${name}`, import.meta.url);

/** Whether the pages of galleries are ours. */
export const hasGalleryPages = (
  { pages, path }: ResolvedOptions,
  srcDir: URL,
  hasCollections: boolean,
): boolean => pages && hasCollections && !ownPages(srcDir, path).gallery;

/**
 * The routes to add: the endpoint always, pages only where the site wants them and has none itself.
 *
 * @param locale What every page of the site stands below, such as `/en`.
 */
export function vitrineRoutes(
  options: ResolvedOptions,
  srcDir: URL,
  { hasCollections, locale = '', command }: { hasCollections: boolean; locale?: string; command: string },
): InjectedRoute[] {
  const { path, pages } = options;
  const routes: InjectedRoute[] = [
    { pattern: TOKENS_PATH, entrypoint: entrypoint('tokens.js'), prerender: false },
    // Wherever thumbnails come from: the cover of a gallery may be that of a private video.
    { pattern: `${THUMBNAIL_PATH}/[grant]`, entrypoint: entrypoint('thumbnail.js'), prerender: false },
    { pattern: `${locale}${WATCH_PATH}/[grant]`, entrypoint: entrypoint('watch.astro'), prerender: false },
  ];
  if (locale) {
    routes.push({
      pattern: `${WATCH_PATH}/[grant]`,
      entrypoint: entrypoint('watch-below-locale.js'),
      prerender: false,
    });
  }
  if (!pages || !hasCollections) return routes;
  const own = ownPages(srcDir, path);
  if (!own.index) routes.push({ pattern: path, entrypoint: entrypoint('index.astro'), prerender: true });
  if (!own.gallery) {
    routes.push({ pattern: `${path}/[...id]`, entrypoint: entrypoint('gallery.astro'), prerender: true });
    // In development the page above reads what there is with each request.
    if (command !== 'dev')
      routes.push({ pattern: `${path}/[...live]`, entrypoint: entrypoint('live.astro'), prerender: false });
  }
  return routes;
}
