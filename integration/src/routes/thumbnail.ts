import type { APIRoute } from 'astro';
import { answerThumbnail, visitOf } from '../server/index.js';

export const prerender = false;

export const ALL: APIRoute = (context) => answerThumbnail(visitOf(context), context.params.grant ?? '');
