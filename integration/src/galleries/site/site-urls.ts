import { site as address, base, build, trailingSlash } from 'astro:config/client';
import { site } from 'virtual:vitrine/site';
import { pageUrl, type SiteUrls } from '../../contract/urls.js';
import { nfc } from '../nfc.js';

/** How this site writes its URLs. */
export const urls: SiteUrls = { base, trailingSlash, format: build.format };

/** Below the index; the same for every spelling of a file's name. */
export const galleryPath = (id: string, page: number) => nfc(page > 1 ? `${id}/${page}` : id);

/** The address of a path below the index, or its own. */
export const urlBelowIndex = (path: string) => pageUrl(urls, `${site.path}/${path}`);

/** The list of all galleries, and the site's first page. */
export const indexUrl = pageUrl(urls, site.path);
export const homeUrl = pageUrl(urls, site.locale || '/');

export const galleryUrl = (id: string, page = 1) => urlBelowIndex(galleryPath(id, page));

/** The whole address of a path, where the site says its own (Astro's `site`). */
export function absolute(path: string): string | undefined {
  if (URL.canParse(path)) return path;
  return address ? new URL(path, address).href : undefined;
}
