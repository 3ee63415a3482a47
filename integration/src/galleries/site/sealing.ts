import { grantSecret } from 'virtual:vitrine/grant-secret';
import { site } from 'virtual:vitrine/site';
import { thisRun } from '../../astro/internals/this-run.js';
import { deriveGrantKeys } from '../../grants/keys.js';
import { noteSealed } from '../../grants/narrowed.js';
import { sealGrant } from '../../grants/seal.js';
import type { CardContext } from '../cards.js';
import { urls } from './site-urls.js';

const keys = deriveGrantKeys(grantSecret);

/** Names the key that the grants are sealed with. */
export const grantKeyId = keys.id.toString('base64url');

/** What all cards of this site have in common. */
export const cardSite: Pick<CardContext, 'seal' | 'site' | 'thumbnails'> = {
  seal(payload) {
    // In a server: a build takes down what its pages show by itself.
    if (!thisRun().command) noteSealed(payload.videoId, payload.access);
    return sealGrant(payload, keys);
  },
  site: urls,
  thumbnails: site.thumbnails,
};
