import { getSecret } from 'astro:env/server';
import { grantSecret } from 'virtual:vitrine/grant-secret';
import { site } from 'virtual:vitrine/site';
import { createClient } from '../api-video/client.js';
import { ApiVideoError } from '../api-video/error.js';
import { deriveGrantKeys, openGrant } from '../shared/grant.js';
import { createBudget } from './issuing/budget.js';
import { createIssuer, type Issuer } from './issuing/issuer.js';
import { createRedeem, type Redeem } from './redeem.js';

const keys = deriveGrantKeys(grantSecret);
const pool = { ...site.pool, maxAge: site.pool.maxAgeMinutes * 60_000 };

interface Wired {
  apiKey: string;
  apiUrl: string | undefined;
  issuer: Issuer;
  redeem: Redeem;
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
  const redeem = createRedeem({ open: (grant) => openGrant(grant, keys), issue: issuer.issue });
  return { apiKey, apiUrl, issuer, redeem };
}

function report(error: unknown, videoId?: string): void {
  const why = error instanceof ApiVideoError ? error.message : 'An unexpected error.';
  console.error(`[astro-vitrine] No tokens${videoId ? ` for video ${videoId}` : ''}. ${why}`);
}

/** The parts wired together, for the key of this moment: a new key needs no build. Undefined without a key. */
export function redeemNow(): Redeem | undefined {
  const apiKey = getSecret('APIVIDEO_API_KEY');
  const apiUrl = getSecret('APIVIDEO_API_URL');
  if (!apiKey) return undefined;
  if (current?.apiKey !== apiKey || current.apiUrl !== apiUrl) {
    current?.issuer.close();
    current = wire(apiKey, apiUrl);
  }
  return current.redeem;
}
