import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wasQuiet } from '../../../../integration/src/content/sync/resync-reason.js';
import {
  type LastSync,
  type SyncResult,
  syncCatalogue,
} from '../../../../integration/src/content/sync/sync-catalogue.js';
import { createModelAccount, type ModelAccount } from './model-account.js';

/** Half of what clocks may differ by, in seconds, to either side. */
const SKEW = 30;

type Change = { kind: 'add' | 'edit' | 'publish' | 'remove' | 'wait'; at: number; skew: number };

const change = fc.record<Change>({
  kind: fc.constantFrom('add', 'edit', 'publish', 'remove', 'wait'),
  at: fc.nat(60),
  skew: fc.integer({ min: -SKEW, max: SKEW }),
});

interface Build {
  /** Before it. */
  changes: Change[];
  /** While it reads: before the read of that number. */
  meanwhile: { read: number; changes: Change[] }[];
  /** The read at which it ends without a result. */
  interruptedAt: number | undefined;
}

const build = fc.record<Build>({
  changes: fc.array(change, { maxLength: 12 }),
  meanwhile: fc.array(
    fc.record({ read: fc.integer({ min: 1, max: 12 }), changes: fc.array(change, { maxLength: 3 }) }),
    { maxLength: 4 },
  ),
  interruptedAt: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined, freq: 4 }),
});

const TWO_DAYS = 172_800;

function apply(account: ModelAccount, { kind, at, skew }: Change): void {
  if (kind === 'add') account.add(skew);
  else if (kind === 'remove') account.remove(at);
  else if (kind === 'wait') account.wait(at % 5 === 0 ? TWO_DAYS : at * 3);
  else account[kind](at, skew);
}

/** What the next sync goes by, as the loader keeps it: nothing where this one was not sure. */
const kept = ({ entries, agrees, ...facts }: SyncResult, at: number): LastSync | string =>
  agrees
    ? {
        ...facts,
        entries: entries.map(({ id, data }) => ({ id, data })),
        quiet: wasQuiet({ at, seenUpTo: facts.seenUpTo }),
      }
    : 'not sure';

async function runBuild(account: ModelAccount, last: LastSync | string, { meanwhile, interruptedAt }: Build) {
  const read = account.reader((number) => {
    if (number === interruptedAt) throw new Error('interrupted');
    for (const { changes } of meanwhile.filter((step) => step.read === number))
      for (const one of changes) apply(account, one);
  });
  const at = account.now();
  try {
    return kept(await syncCatalogue(last, { read }), at);
  } catch (error) {
    if ((error as Error).message !== 'interrupted') throw error;
    return last;
  }
}

it('after whatever happened, a sync that is not disturbed knows the account', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 8 }),
      fc.nat(25),
      fc.array(build, { minLength: 1, maxLength: 5 }),
      fc.array(change, { maxLength: 6 }),
      async (pageSize, videos, builds, changes) => {
        const account = createModelAccount(pageSize);
        for (let index = 0; index < videos; index++) account.add();
        account.wait(3600);
        let last: LastSync | string = 'the first';
        for (const one of builds) {
          for (const before of one.changes) apply(account, before);
          last = await runBuild(account, last, one);
        }
        for (const before of changes) apply(account, before);
        const result = await syncCatalogue(last, { read: account.reader() });
        expect(result.agrees).toBe(true);
        expect(new Map(result.entries.map(({ id, data }) => [id, data]))).toEqual(account.content());
        expect(result.entries.map(({ position }) => position)).toEqual(result.entries.map((_, at) => at));
        const ages = result.entries.map(({ data }) => data.createdAt ?? '');
        expect(ages).toEqual([...ages].sort());
      },
    ),
    { numRuns: Number(process.env.VITRINE_SYNC_RUNS ?? 1500) },
  );
});
