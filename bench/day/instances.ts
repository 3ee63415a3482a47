import { ApiVideoError } from '../../integration/src/api-video/errors.js';
import { createIssuer, type Issuer } from '../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../integration/src/server/issuing/reads/budget.js';
import { createSimulatedAccount } from '../../test/helpers/simulated-api.js';
import type { DayClock } from './clock.js';
import { listed } from './library.js';

export const INSTANCES = 3;
/** Reads a minute in production (api-video.md, "Rate limits"). */
export const QUOTA = 500;
const LATENCY = 80;

/** Counts reads of all instances before they are made, as Redis does for several machines. */
function createClaims(time: DayClock) {
  let window = 0;
  let claimed = 0;
  return () => {
    const current = Math.floor(time.now() / 60_000);
    if (current !== window) {
      window = current;
      claimed = 0;
    }
    if (++claimed <= QUOTA) return;
    const retryAfter = Math.ceil((60_000 - (time.now() % 60_000)) / 1000);
    throw new ApiVideoError('rate-limited', 'claimed', { retryAfter });
  };
}

/** The issuers of three machines, with one account. */
export function createInstances(time: DayClock) {
  const budgets = Array.from({ length: INSTANCES }, () => createBudget(time.now));
  const claim = createClaims(time);
  const account = createSimulatedAccount({ time, listed, quota: QUOTA, latency: LATENCY });
  const issuers = budgets.map((budget): Issuer => {
    const client = account.connect(budget.note);
    return createIssuer({
      client: {
        ...client,
        async mintPage(...given) {
          claim();
          return client.mintPage(...given);
        },
        async getVideo(...given) {
          claim();
          return client.getVideo(...given);
        },
      },
      budget,
      now: time.now,
      setTimer: time.setTimer,
    });
  });
  const close = () => {
    for (const issuer of issuers) issuer.close();
  };
  return { issuers, counts: account.counts, close };
}
