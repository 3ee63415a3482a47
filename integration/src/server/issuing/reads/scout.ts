import type { IssueResult } from '../issue.js';
import { type IssuerState, requeue, settle } from '../issuer-state.js';
import type { Ticket } from '../queue/pending-request.js';

/** In an outage a crowd of reads would not help: one ticket shows whether anything comes through, for all of them. */
export function sendScout(state: IssuerState, tickets: readonly Ticket[]): void {
  const waiting = tickets.filter(({ result }) => !result);
  const [scout] = waiting;
  if (!scout) return;
  const party = { scout };
  for (const ticket of waiting) {
    ticket.party = party;
    requeue(state, ticket);
  }
}

/** Whether a ticket need not wait for another one. Takes the place of a scout that has left, or could not pay. */
export function mayGo(ticket: Ticket): boolean {
  const { party } = ticket;
  if (!party || party.scout === ticket) return true;
  const { result } = party.scout;
  if (!result) return false;
  if (result.status === 'busy') party.scout = ticket;
  else ticket.party = undefined;
  return true;
}

/** Nothing comes through: whoever waits for that scout need not try. */
export function scoutFailed(state: IssuerState, scout: Ticket, result: IssueResult): void {
  if (scout.party?.scout !== scout) return;
  for (const ticket of state.queue.all()) if (ticket.party === scout.party) settle(state, ticket, result);
}
