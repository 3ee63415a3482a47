import { site } from 'virtual:vitrine/site';
import type { APIRoute } from 'astro';
import { urls } from '../build/site-urls.js';
import { SAFE_HEADERS } from '../server/problem.js';
import { watchUrl } from '../shared/urls.js';

export const prerender = false;

/** Leads from the address in pages to the page, where every page of the site stands below a locale. */
export const ALL: APIRoute = ({ params, url }) => {
  const location = watchUrl(urls, params.grant ?? '', site.locale) + url.search;
  return new Response(null, { status: 307, headers: { ...SAFE_HEADERS, location } });
};
