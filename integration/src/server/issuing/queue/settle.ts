import { SHORT_WAIT } from '../failure-kinds.js';
import type { IssueResult } from '../issue.js';
import type { IssuerState } from '../issuer-state.js';
import type { PendingRequest } from './pending-request.js';

export function settle({ queue }: IssuerState, request: PendingRequest, result: IssueResult): void {
  if (request.result) return;
  request.result = result;
  queue.remove(request);
  request.settle(result);
}

export function requeue({ queue, wake }: IssuerState, request: PendingRequest): void {
  if (request.result) return;
  queue.add(request);
  wake();
}

/** How long a visitor who waited in vain should stay away: until there is quota again, or just a moment. */
export function retryDelay({ budget }: IssuerState): number {
  return budget.forVisitors() < 1 ? budget.resetIn() : SHORT_WAIT * 1000;
}
