import type { IssueResult } from '../issue.js';
import type { IssuerState } from '../issuer-state.js';
import type { PendingRequest } from '../queue/pending-request.js';
import { requeue, settle } from '../queue/settle.js';

/** In an outage a crowd of reads would not help: one request shows whether anything comes through, for all of them. */
export function sendScout(state: IssuerState, requests: readonly PendingRequest[]): void {
  const waiting = requests.filter(({ result }) => !result);
  const [scout] = waiting;
  if (!scout) return;
  const party = { scout };
  for (const request of waiting) {
    request.party = party;
    requeue(state, request);
  }
}

/** Whether a request need not wait for another one. Replaces a scout that has left, or could not pay. */
export function mayGo(request: PendingRequest): boolean {
  const { party } = request;
  if (!party || party.scout === request) return true;
  const { result } = party.scout;
  if (!result) return false;
  if (result.status === 'busy') party.scout = request;
  else request.party = undefined;
  return true;
}

/** Nothing comes through: whoever waits for that scout need not try. */
export function scoutFailed(state: IssuerState, scout: PendingRequest, result: IssueResult): void {
  if (scout.party?.scout !== scout) return;
  for (const request of state.queue.all()) if (request.party === scout.party) settle(state, request, result);
}
