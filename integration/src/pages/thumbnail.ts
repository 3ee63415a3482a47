import type { APIRoute } from 'astro';
import { answerThumbnail } from '../server/relay/thumbnail.js';
import { openedGrant, permitFor, relayedPicture } from '../server/runtime.js';

export const prerender = false;

export const ALL: APIRoute = (context) =>
  answerThumbnail({
    request: context.request,
    grant: context.params.grant ?? '',
    open: openedGrant,
    permit: permitFor(context),
    picture: relayedPicture(),
  });
