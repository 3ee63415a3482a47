import type { APIRoute } from 'astro';
import { answerThumbnail, requestContext } from '../server/index.js';

export const prerender = false;

export const ALL: APIRoute = (context) =>
  answerThumbnail(requestContext(context), context.params.grant ?? '');
