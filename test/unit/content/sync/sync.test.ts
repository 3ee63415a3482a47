import { describe, expect, it } from 'vitest';
import { insertByAge } from '../../../../integration/src/content/sync/catalogue-order.js';
import {
  type LastSync,
  type SyncResult,
  syncCatalogue,
} from '../../../../integration/src/content/sync/sync-catalogue.js';
import { createModelAccount, type ModelAccount } from './model-account.js';

/** An account whose videos came an hour apart. */
function hourly(videos: number, pageSize = 10) {
  const account = createModelAccount(pageSize);
  for (let index = 0; index < videos; index++) {
    account.add();
    account.wait(3600);
  }
  return account;
}

const known = ({ entries, seenUpTo, unread, others }: SyncResult): LastSync => ({
  entries: entries.map(({ id, data }) => ({ id, data })),
  seenUpTo,
  quiet: false,
  unread,
  others,
});

const first = async (account: ModelAccount) =>
  known(await syncCatalogue('the first', { read: account.reader() }));

/** One more sync: what it found, how much it read, and why it read everything if it did. */
async function again(account: ModelAccount, last: LastSync, between?: (read: number) => void) {
  const read = account.reader(between);
  let why: string | undefined;
  const result = await syncCatalogue(last, { read, onWhole: (told) => (why = told) });
  return { ...result, reads: read.reads(), why };
}

const contentOf = ({ entries }: Pick<SyncResult, 'entries'>) =>
  new Map(entries.map(({ id, data }) => [id, data]));

describe('a sync', () => {
  it('reads one page where nothing changed, and calls nothing changed', async () => {
    const account = hourly(95);
    const result = await again(account, await first(account));
    expect([result.reads, result.changed.size, result.whole]).toEqual([1, 0, false]);
  });

  it('reads as many pages as hold changes', async () => {
    const account = hourly(95);
    const last = await first(account);
    for (const at of [3, 40, 77]) account.edit(at);
    account.add();
    const few = await again(account, last);
    expect([few.reads, few.changed.size]).toEqual([1, 4]);
    for (let at = 0; at < 25; at++) account.edit(at);
    const many = await again(account, known(few));
    expect([many.reads, many.changed.size, many.whole]).toEqual([3, 25, false]);
    expect(contentOf(many)).toEqual(account.content());
  });

  it('finds a deletion by the number of videos', async () => {
    const account = hourly(95);
    const last = await first(account);
    account.remove(20);
    const result = await again(account, last);
    expect([result.reads, result.why]).toEqual([11, 'api.video has 94, and 95 are known']);
    expect(contentOf(result)).toEqual(account.content());
  });

  it('finds one that was deleted and one that was added, which leave the number as it was', async () => {
    const account = hourly(95);
    const last = await first(account);
    account.remove(20);
    account.add();
    const result = await again(account, last);
    expect(result.why).toBe('api.video has 95, and 96 are known');
    expect(contentOf(result)).toEqual(account.content());
  });

  it('finds what changed in the second of the last known change, on any page', async () => {
    const account = hourly(95);
    for (let at = 0; at < 15; at++) account.edit(at);
    const last = await first(account);
    account.edit(14);
    account.edit(0);
    const result = await again(account, last);
    expect(contentOf(result)).toEqual(account.content());
    expect([...result.changed].sort()).toEqual(['vi0000', 'vi0014']);
  });

  it('meets the whole account changed in one second, and is done with it the day after', async () => {
    const account = hourly(95);
    for (let at = 0; at < 95; at++) account.edit(at);
    const last = await first(account);
    expect((await again(account, last)).why).toBe('most of them have changed');
    account.wait(3600);
    account.edit(50);
    const quiet = await again(account, { ...last, quiet: true });
    expect([quiet.reads, quiet.changed.size, quiet.whole]).toEqual([1, 1, false]);
    expect(contentOf(quiet)).toEqual(account.content());
  });

  it('finds changes behind a video that is dated in the future', async () => {
    const account = hourly(95);
    account.edit(50, 10_000_000);
    const last = await first(account);
    for (let at = 0; at < 15; at++) account.edit(at);
    const result = await again(account, last);
    expect(contentOf(result)).toEqual(account.content());
  });

  it('reads everything at once where most has changed', async () => {
    const account = hourly(95);
    const last = await first(account);
    for (let at = 0; at < 90; at++) account.edit(at);
    const result = await again(account, last);
    expect([result.why, result.reads]).toEqual(['most of them have changed', 15]);
  });

  it('does not trust dates that are not in order', async () => {
    const account = hourly(25);
    const last = await first(account);
    const read = account.reader();
    const shuffled = async (...args: Parameters<typeof read>) => {
      const page = await read(...args);
      return { ...page, entries: [...page.entries].reverse() };
    };
    let why = '';
    await syncCatalogue(last, { read: shuffled, onWhole: (told) => (why = told) });
    expect(why).toBe('api.video does not say when its videos changed');
  });

  it('keeps what was known of the length of a video that was edited', async () => {
    const account = hourly(25);
    const last = await first(account);
    for (const { data } of last.entries) Object.assign(data, { playable: true, duration: 7 });
    account.edit(3);
    const { entries, changed } = await again(account, last);
    expect([...changed]).toEqual(['vi0003']);
    expect(entries[3]?.data).toMatchObject({ title: 'vi0003+', playable: true, duration: 7 });
  });
});

describe('reading everything', () => {
  it('reads again where a deletion moved a video to a page that was read before', async () => {
    const account = hourly(95);
    const result = await syncCatalogue('the first', {
      read: account.reader((read) => {
        if (read === 6) account.remove(0);
      }),
    });
    expect(result.agrees).toBe(true);
    expect(contentOf(result)).toEqual(account.content());
  });

  it('reads again where one was deleted and one added between two pages', async () => {
    const account = hourly(95);
    const result = await syncCatalogue('the first', {
      read: account.reader((read) => {
        if (read !== 6) return;
        account.remove(0);
        account.add();
      }),
    });
    expect(result.agrees).toBe(true);
    expect(contentOf(result)).toEqual(account.content());
  });

  it('says that it does not know where the account never rests, and ends', async () => {
    const account = hourly(95);
    const read = account.reader((number) => {
      if (number % 5 === 0) account.remove(0);
    });
    expect((await syncCatalogue('the first', { read })).agrees).toBe(false);
    expect(read.reads()).toBeLessThan(40);
  });

  it('needs one read for an account of one page', async () => {
    const account = hourly(8);
    const last = await first(account);
    account.remove(2);
    const result = await again(account, last);
    expect([result.reads, result.why]).toEqual([1, undefined]);
    expect(contentOf(result)).toEqual(account.content());
  });

  it('calls only that changed which is not as it was stored', async () => {
    const account = hourly(95);
    const last = await first(account);
    account.remove(20);
    account.edit(30);
    expect([...(await again(account, last)).changed]).toEqual(['vi0031']);
  });

  it('tells how far it is', async () => {
    const pages: string[] = [];
    await syncCatalogue('the first', {
      read: hourly(25).reader(),
      onPage: (read, of) => pages.push(`${read}/${of}`),
    });
    expect(pages).toEqual(['1/3', '2/3', '3/3']);
  });
});

it('places what is new behind all that are as old or older, and what has no date at the end', () => {
  const at = (id: string, createdAt?: string) => ({
    id,
    data: {
      ...{ title: id, description: '', public: false, tags: [], metadata: {} },
      ...(createdAt ? { createdAt } : {}),
    },
  });
  const stored = [at('a', '2026-01-01T00:00:00+00:00'), at('b', '2026-01-02T00:00:00+00:00'), at('x')];
  const added = [at('y'), at('d', '2026-01-03T00:00:00+00:00'), at('c', '2026-01-02T00:00:00+00:00')];
  expect(insertByAge(stored, added).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'x', 'y']);
});
