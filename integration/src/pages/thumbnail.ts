import type { APIRoute } from 'astro';
import { answerThumbnail } from '../server/relay/thumbnail.js';
import { visitOf } from '../server/runtime.js';

export const prerender = false;

export const ALL: APIRoute = (context) => answerThumbnail(visitOf(context), context.params.grant ?? '');
