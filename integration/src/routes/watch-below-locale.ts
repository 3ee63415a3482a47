import { site } from 'virtual:vitrine/site';
import type { APIRoute } from 'astro';
import { watchUrl } from '../contract/urls.js';
import { urls } from '../galleries/site/site-urls.js';
import { SAFE_HEADERS } from '../server/index.js';

export const prerender = false;

/** Leads from the address in pages to the page, where every page of the site stands below a locale. */
export const ALL: APIRoute = ({ params, url }) => {
  const location = watchUrl(urls, params.grant ?? '', site.locale) + url.search;
  return new Response(null, { status: 307, headers: { ...SAFE_HEADERS, location } });
};
