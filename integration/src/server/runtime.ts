import { getSecret } from 'astro:env/server';
import { grantSecret } from 'virtual:vitrine/grant-secret';
import { site } from 'virtual:vitrine/site';
import { createClient } from '../api-video/client.js';
import { ApiVideoError } from '../api-video/error.js';
import { deriveGrantKeys, openGrant } from '../shared/grant.js';
import { createIssuer } from './issuer.js';
import { createRedeem, type Redeem } from './redeem.js';

const keys = deriveGrantKeys(grantSecret);

interface Wired {
  apiKey: string;
  apiUrl: string | undefined;
  redeem: Redeem;
}

let current: Wired | undefined;

function wire(apiKey: string, apiUrl: string | undefined): Wired {
  const client = createClient({ apiKey, apiUrl, hosts: site.hosts });
  const issue = createIssuer({ client, onError: report });
  return { apiKey, apiUrl, redeem: createRedeem({ open: (grant) => openGrant(grant, keys), issue }) };
}

function report(videoId: string, error: unknown): void {
  const why = error instanceof ApiVideoError ? error.message : 'An unexpected error.';
  console.error(`[astro-vitrine] No token for video ${videoId}. ${why}`);
}

/** The parts wired together, for the key of this moment: a new key needs no build. Undefined without a key. */
export function redeemNow(): Redeem | undefined {
  const apiKey = getSecret('APIVIDEO_API_KEY');
  const apiUrl = getSecret('APIVIDEO_API_URL');
  if (!apiKey) return undefined;
  if (current?.apiKey !== apiKey || current.apiUrl !== apiUrl) current = wire(apiKey, apiUrl);
  return current.redeem;
}
