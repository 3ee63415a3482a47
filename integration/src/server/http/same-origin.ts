/**
 * Whether a page of this site sent the request. `Sec-Fetch-Site` decides where a browser sends it, since behind a TLS
 * proxy the site's own URL may read `http`; otherwise `Origin` must be the site's, to the letter.
 */
export function isSameOrigin(headers: Headers, site: URL): boolean {
  const fetchSite = headers.get('sec-fetch-site');
  if (fetchSite !== null) return fetchSite === 'same-origin';
  return headers.get('origin') === site.origin;
}
