import type { IssueRequest } from '../integration/src/server/issuing/issue.js';
import { createIssuer } from '../integration/src/server/issuing/issuer.js';
import { createBudget } from '../integration/src/server/issuing/reads/budget.js';
import { createFakeTime } from '../test/helpers/fake-time.js';
import { createSimulatedApi } from '../test/helpers/simulated-api.js';

const MINUTES = 10;
const VIDEOS = 24;
const QUOTA = 500;
/** One view after another in this rhythm, in milliseconds: more than the quota can serve. */
const EVERY = 100;

/** How many complete views an account's quota carries, when more visitors come than it can serve. */
export async function sustainedViews() {
  const time = createFakeTime();
  const videoIds = Array.from({ length: VIDEOS }, (_, index) => `vi${index}`);
  const budget = createBudget(time.now);
  const { client, counts } = createSimulatedApi({ time, videoIds, quota: QUOTA, onRateLimit: budget.note });
  const issuer = createIssuer({ client, budget, now: time.now, setTimer: time.setTimer });
  const wanted = videoIds.map((videoId): IssueRequest => ({ videoId, source: { kind: 'order', page: 1 } }));
  let views = 0;
  const visits = [];
  for (let asked = 0; asked < (MINUTES * 60_000) / EVERY; asked++) {
    visits.push(
      issuer.issue(wanted, { visitor: `visitor ${asked}` }).then((issued) => {
        if ([...issued.values()].every(({ status }) => status === 'ready')) views++;
      }),
    );
    await time.advance(EVERY);
  }
  const perMinute = views / MINUTES;
  issuer.close();
  await time.advance(60_000);
  await Promise.all(visits);
  return { perMinute, ...counts };
}
