import { afterEach, expect, it } from 'vitest';
import { createClient } from '../../../../integration/src/api-video/client.js';
import { createIssuer } from '../../../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { runSandbox } from '../../../../sandbox/test/helpers/run-sandbox.js';
import { ODDITIES, only, startOddAccount } from '../../../helpers/odd-account.js';

const QUERY = { tags: ['summit-2026'], sortBy: 'publishedAt', sortOrder: 'desc' } as const;
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

it.each(ODDITIES)('an item with %s leaves its neighbours their tokens, by one page', async (_, how) => {
  const sandbox = await runSandbox({ limits: false });
  const account = await startOddAccount(sandbox);
  closing.push(account.close);
  const budget = createBudget(Date.now);
  const client = createClient({ apiKey: sandbox.apiKey, apiUrl: account.env.APIVIDEO_API_URL });
  const issuer = createIssuer({
    client,
    budget,
    pool: { perVideo: 0, total: 0, maxAge: 0 },
    onError: () => {},
  });
  closing.push(issuer.close);
  const hidden = (await client.mintPage(QUERY, 1)).filter((video) => !video.public);
  const [odd, ...neighbours] = hidden.map(({ videoId }) => videoId);
  account.alter = only(odd ?? '', how);
  const before = sandbox.counters().reads;
  const issued = await issuer.issue(
    neighbours.map((videoId) => ({ videoId, source: { kind: 'query', page: 1, query: QUERY } })),
  );
  expect([...issued.values()].map(({ status }) => status)).toEqual(neighbours.map(() => 'ready'));
  expect(sandbox.counters().reads - before).toBe(1);
});
