import type { APIRoute } from 'astro';
import { visitOf } from '../server/runtime.js';
import { timed } from '../server/server-timing.js';
import { answerTokens } from '../server/tokens.js';

export const prerender = false;

/** Every method comes here, so that a wrong one gets our answer. */
export const ALL: APIRoute = (context) =>
  import.meta.env.DEV ? timed(visitOf(context), answerTokens) : answerTokens(visitOf(context));
