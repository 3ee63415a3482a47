/** What decides the shape of a site's URLs: Astro's options of the same names. */
export interface SiteUrls {
  base: string;
  trailingSlash: 'always' | 'never' | 'ignore';
  format: 'file' | 'directory' | 'preserve';
}

export const TOKENS_PATH = '/_vitrine/tokens';
export const THUMBNAIL_PATH = '/_vitrine/thumbnail';
export const WATCH_PATH = '/_vitrine/watch';

function join(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+|\/+$/g, '')}`;
}

/** The URL of an on-demand route; a slash at its end only where Astro insists on one. */
export function routeUrl(site: SiteUrls, path: string): string {
  return join(site.base, path) + (site.trailingSlash === 'always' ? '/' : '');
}

/** The URL of a prerendered page, in the form that needs no redirect. */
export function pageUrl(site: SiteUrls, path: string): string {
  const slash =
    site.trailingSlash === 'always' || (site.trailingSlash === 'ignore' && site.format === 'directory');
  const url = join(site.base, path);
  return slash && !url.endsWith('/') ? `${url}/` : url;
}

export function thumbnailUrl(site: SiteUrls, grant: string): string {
  return routeUrl(site, `${THUMBNAIL_PATH}/${grant}`);
}

/** @param locale What the page itself stands below, such as `/en`; the address in pages goes without. */
export function watchUrl(site: SiteUrls, grant: string, locale = ''): string {
  return routeUrl(site, `${locale}${WATCH_PATH}/${grant}`);
}
