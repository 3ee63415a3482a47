import type { APIRoute } from 'astro';
import { answerTokens, requestContext, timed } from '../server/index.js';

export const prerender = false;

/** Every method comes here, so that a wrong one gets our answer. */
export const ALL: APIRoute = (context) =>
  import.meta.env.DEV ? timed(requestContext(context), answerTokens) : answerTokens(requestContext(context));
