import { site } from 'virtual:vitrine/site';
import { storedLive } from '../galleries/live/live-files.js';
import { createLivePages } from '../galleries/live/live-pages.js';
import { cardSite } from '../galleries/site/sealing.js';
import { galleryUrl } from '../galleries/site/site-urls.js';
import { listReads } from '../server/index.js';

/** The live galleries of this site, for their pages and for the watch page. */
export const livePages = createLivePages({
  stored: storedLive(import.meta.url),
  reads: listReads,
  clock: {
    now: () => performance.now(),
    after: (milliseconds, act) => void setTimeout(act, milliseconds).unref(),
  },
  time: Date.now,
  perPage: site.perPage,
  cardSite,
  galleryUrl,
});
