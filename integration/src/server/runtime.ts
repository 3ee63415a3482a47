import { getSecret } from 'astro:env/server';
import { authorize } from 'virtual:vitrine/authorize';
import { grantSecret } from 'virtual:vitrine/grant-secret';
import { site } from 'virtual:vitrine/site';
import { createClient } from '../api-video/client.js';
import { ApiVideoError } from '../api-video/error.js';
import type { AuthorizeContext } from '../shared/authorize.js';
import { deriveGrantKeys, type OpenedGrant, openGrant } from '../shared/grant.js';
import type { TokenResult } from '../shared/tokens.js';
import { createBudget } from './issuing/budget.js';
import { createIssuer, type Issuer } from './issuing/issuer.js';
import { createPermit } from './permit.js';
import { createRedeem, type Redeem } from './redeem.js';
import { createPictures, type Pictures } from './relay/pictures.js';

const keys = deriveGrantKeys(grantSecret);
const pool = { ...site.pool, maxAge: site.pool.maxAgeMinutes * 60_000 };

/** Binds the site's rule to a visitor's request. */
export const permitFor = createPermit({
  authorize,
  timeout: site.authorizeTimeout * 1000,
  onError: (access, error) => {
    const why = error instanceof Error ? error.message : 'It threw something that is no error.';
    console.error(`[astro-vitrine] authorize() failed for access "${access}", so nobody gets in. ${why}`);
  },
});

export const openedGrant = (grant: string): OpenedGrant => openGrant(grant, keys);

interface Wired {
  apiKey: string;
  apiUrl: string | undefined;
  issuer: Issuer;
  redeem: Redeem;
  pictures: Pictures;
}

/** Somebody waits: one more try at once, and the issuer's own queue instead of long waits. */
const REQUEST_RETRY = { attempts: 2, longestWait: 500 };

let current: Wired | undefined;

function wire(apiKey: string, apiUrl: string | undefined): Wired {
  const budget = createBudget(Date.now);
  const client = createClient({
    apiKey,
    apiUrl,
    hosts: site.hosts,
    retry: REQUEST_RETRY,
    onRateLimit: budget.note,
  });
  const issuer = createIssuer({ client, budget, pool, onError: report });
  const redeem = createRedeem({ open: openedGrant, issue: issuer.issue });
  const pictures = createPictures({ issue: issuer.issue, now: Date.now });
  return { apiKey, apiUrl, issuer, redeem, pictures };
}

function report(error: unknown, videoId?: string): void {
  const why = error instanceof ApiVideoError ? error.message : 'An unexpected error.';
  console.error(`[astro-vitrine] No tokens${videoId ? ` for video ${videoId}` : ''}. ${why}`);
}

/** The parts wired together, for the key of this moment: a new key needs no build. Undefined without a key. */
function wired(): Wired | undefined {
  const apiKey = getSecret('APIVIDEO_API_KEY');
  const apiUrl = getSecret('APIVIDEO_API_URL');
  if (!apiKey) return undefined;
  if (current?.apiKey !== apiKey || current.apiUrl !== apiUrl) {
    current?.issuer.close();
    current = wire(apiKey, apiUrl);
  }
  return current;
}

/** Redeems grants for one visitor. */
export type RedeemForVisitor = (grants: readonly string[]) => Promise<TokenResult[]>;

/** Undefined while the site has no api.video key. */
export function redeemFor(context: AuthorizeContext): RedeemForVisitor | undefined {
  const now = wired();
  if (!now) return undefined;
  const { signal } = context.request;
  return (grants) => now.redeem(grants, { permit: permitFor(context), signal });
}

/** Thumbnails by the server's own sessions. Undefined while the site has no api.video key. */
export function relayedPicture(): Pictures['get'] | undefined {
  return wired()?.pictures.get;
}
