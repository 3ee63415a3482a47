import { describe, expect, it } from 'vitest';
import { ApiVideoError } from '../../../../integration/src/api-video/errors.js';
import { changesSince } from '../../../../integration/src/content/sync/change-summary.js';
import type { CatalogueEntry } from '../../../../integration/src/content/sync/entry.js';
import { addStatuses, statusShare } from '../../../../integration/src/content/sync/statuses.js';

const entry = (id: string, isPublic = false): CatalogueEntry => ({
  id,
  position: 0,
  data: { title: id, description: '', public: isPublic, tags: [], metadata: {} },
});

function account(statuses: Record<string, { playable: boolean; duration?: number } | Error>) {
  const asked: string[] = [];
  return {
    asked,
    client: {
      async getStatus(id: string) {
        asked.push(id);
        const status = statuses[id];
        if (!status || status instanceof Error) throw status ?? new ApiVideoError('not-found', 'none');
        return status;
      },
    },
  };
}

const always = () => true;

describe('statuses', () => {
  it('are asked once for each video, and again only while it is not yet playable', async () => {
    const { client, asked } = account({ a: { playable: true, duration: 61 }, b: { playable: false } });
    const entries = [entry('a'), entry('b')];
    expect(await addStatuses(client, entries, always)).toEqual(new Set(['b', 'a']));
    expect(entries.map(({ data }) => [data.playable, data.duration])).toEqual([
      [true, 61],
      [false, undefined],
    ]);
    expect(await addStatuses(client, entries, always)).toEqual(new Set());
    expect(asked.sort()).toEqual(['a', 'b', 'b']);
  });

  it('stay within their share, the newest videos first', async () => {
    const { client, asked } = account({
      a: { playable: true },
      b: { playable: true },
      c: { playable: true },
    });
    await addStatuses(client, [entry('a'), entry('b'), entry('c')], (count) => count < 2);
    expect(asked).toEqual(['c', 'b']);
  });

  it('take half of a minute’s quota at most, and leave the rest of the site a quarter', () => {
    expect(statusShare({ limit: 500, remaining: 400 }, 249)).toBe(true);
    expect(statusShare({ limit: 500, remaining: 400 }, 250)).toBe(false);
    expect(statusShare({ limit: 500, remaining: 125 }, 0)).toBe(false);
    expect(statusShare(undefined, 249)).toBe(true);
    expect(statusShare(undefined, 250)).toBe(false);
  });

  it('end with trouble, and leave the build alone', async () => {
    const { client } = account({ a: new ApiVideoError('rate-limited', 'wait'), b: { playable: true } });
    const entries = [entry('a')];
    await addStatuses(client, entries, always);
    expect(entries[0]?.data.playable).toBeUndefined();
  });

  it.each(['not-found', 'rejected', 'invalid-answer'] as const)(
    'of one video that are %s do not stop the others',
    async (reason) => {
      const { client } = account({
        a: { playable: true, duration: 5 },
        odd: new ApiVideoError(reason, 'odd'),
      });
      const entries = [entry('a'), entry('odd')];
      await addStatuses(client, entries, always);
      expect(entries[0]?.data.duration).toBe(5);
    },
  );
});

describe('changes since the last build', () => {
  it('tell what was added, edited or deleted, and who can see what', () => {
    const before = new Map([
      ['a', { public: false }],
      ['b', { public: true }],
      ['c', { public: false }],
      ['d', { public: false }],
    ]);
    const now = [entry('a', true), entry('b'), entry('c'), entry('e')];
    expect(changesSince(before, now, new Set(['a', 'b', 'c', 'e']))).toEqual([
      '1 video was made public',
      '1 video was made private',
      '1 video was added',
      '1 video was edited',
      '1 video was deleted',
    ]);
    expect(changesSince(new Map(), now, new Set(['a', 'b', 'c', 'e']))).toEqual([]);
  });
});
