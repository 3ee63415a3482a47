import type { APIRoute } from 'astro';
import { redeemFor } from '../server/runtime.js';
import { answerTokens } from '../server/tokens.js';

export const prerender = false;

/** Every method comes here, so that a wrong one gets our answer. */
export const ALL: APIRoute = (context) =>
  answerTokens({ request: context.request, url: context.url, redeem: redeemFor(context) });
