import { readAskedWith } from '../../integration/src/server/asked.js';
import type { Limits } from '../../integration/src/server/limits/limits.js';
import type { Visit } from '../../integration/src/server/visit.js';
import type { VitrineEvent } from '../../integration/src/shared/events.js';

/** Limits that nobody meets. */
export const NO_LIMITS: Limits = {
  admit: async () => 0,
  admitPicture: async () => 0,
  readsIn: async () => 0,
  chargeRead: async () => 0,
};

/** A visit by somebody who may have everything, with what a test changes. */
export function createVisit(
  request: Request,
  changed: Partial<Visit> = {},
): Visit & { events: VitrineEvent[] } {
  const events: VitrineEvent[] = [];
  const { open = () => ({ status: 'forged' }) } = changed;
  return {
    request,
    url: new URL(request.url),
    visitor: 'somebody',
    permit: async (_access, ids) => new Set(ids),
    open,
    readAsked: readAskedWith(open),
    limits: NO_LIMITS,
    service: undefined,
    emit: (event) => events.push(event),
    events,
    ...changed,
  };
}
