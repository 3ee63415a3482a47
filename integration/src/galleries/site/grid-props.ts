import { site } from 'virtual:vitrine/site';
import { LABELS } from '../../contract/labels.js';
import { pageUrl, routeUrl, TOKENS_PATH } from '../../contract/urls.js';
import { urls } from './site-urls.js';

/** The words of this site. */
export const labels = { ...LABELS, ...site.labels };

/** What every `<Gallery>` and `<Video>` hands to its grid, by who may see its videos. */
export const gridProps = (access: string) => ({
  endpoint: routeUrl(urls, TOKENS_PATH),
  open: site.open,
  player: site.player,
  links: site.links ?? (access === 'public' ? ('token' as const) : ('watch' as const)),
  resume: site.resume,
  analytics: site.analytics,
  filterFrom: site.filter,
  ...(site.signIn ? { signIn: pageUrl(urls, site.signIn) } : {}),
  ...(Object.keys(site.labels).length > 0 ? { labels: site.labels } : {}),
});
