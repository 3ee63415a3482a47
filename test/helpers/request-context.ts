import { createDecide } from '../../integration/src/server/access/decide.js';
import type { RequestContext } from '../../integration/src/server/context.js';
import type { Limits } from '../../integration/src/server/limits/limits.js';
import { createRequestParser } from '../../integration/src/server/tokens/parse-request.js';
import type { VitrineEvent } from '../../integration/src/types.js';

const granted = async (reads: number) => ({ granted: reads, wait: 0, giveBack() {} });

/** Limits that nobody meets. */
export const NO_LIMITS: Limits = {
  admit: async () => 0,
  admitThumbnail: async () => 0,
  readsOf: () => ({ reserve: granted, reserveSpare: () => granted(1) }),
};

/** The context of a request by somebody who may have everything, with what a test changes. */
export function createRequestContext(
  request: Request,
  changed: Partial<RequestContext> = {},
): RequestContext & { events: VitrineEvent[] } {
  const events: VitrineEvent[] = [];
  const { openGrant = () => ({ status: 'forged' }) } = changed;
  return {
    request,
    url: new URL(request.url),
    visitor: 'somebody',
    authorizer: async (_access, ids) => new Set(ids),
    openGrant,
    parseRequest: createRequestParser(openGrant),
    limits: NO_LIMITS,
    tokenService: undefined,
    decide: createDecide({}),
    emit: (event) => events.push(event),
    events,
    ...changed,
  };
}
