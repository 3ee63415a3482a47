import type { APIRoute } from 'astro';
import { visitOf } from '../server/runtime.js';
import { answerTokens } from '../server/tokens.js';

export const prerender = false;

/** Every method comes here, so that a wrong one gets our answer. */
export const ALL: APIRoute = (context) => answerTokens(visitOf(context));
