import { describe, expect, it } from 'vitest';
import { ApiVideoError } from '../../../integration/src/api-video/error.js';
import { changesSince } from '../../../integration/src/build/changes.js';
import { addStatuses, type KnownStatus } from '../../../integration/src/build/statuses.js';
import type { CatalogueEntry } from '../../../integration/src/build/sync.js';

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

const unlimited = () => Number.POSITIVE_INFINITY;
const unknown = () => undefined;

describe('statuses', () => {
  it('are asked once for each video, and again only while it is not yet playable', async () => {
    const { client, asked } = account({ a: { playable: true, duration: 61 }, b: { playable: false } });
    const first = [entry('a'), entry('b')];
    await addStatuses(client, first, unknown, unlimited);
    expect(first.map(({ data }) => [data.playable, data.duration])).toEqual([
      [true, 61],
      [false, undefined],
    ]);
    const known = new Map<string, KnownStatus>(
      first.map(({ id, data: { playable, duration } }) => [
        id,
        { ...(playable === undefined ? {} : { playable }), ...(duration ? { duration } : {}) },
      ]),
    );
    const second = [entry('a'), entry('b')];
    await addStatuses(client, second, (id) => known.get(id), unlimited);
    expect(second[0]?.data.duration).toBe(61);
    expect(asked.sort()).toEqual(['a', 'b', 'b']);
  });

  it('stay within their share, the newest videos first', async () => {
    const { client, asked } = account({
      a: { playable: true },
      b: { playable: true },
      c: { playable: true },
    });
    await addStatuses(client, [entry('a'), entry('b'), entry('c')], unknown, () => 2);
    expect(asked).toEqual(['c', 'b']);
  });

  it('end with trouble, and leave the build alone', async () => {
    const { client } = account({ a: new ApiVideoError('rate-limited', 'wait'), b: { playable: true } });
    const entries = [entry('a')];
    await addStatuses(client, entries, unknown, unlimited);
    expect(entries[0]?.data.playable).toBeUndefined();
  });

  it('of a video that was deleted meanwhile do not stop the others', async () => {
    const { client } = account({ a: { playable: true, duration: 5 } });
    const entries = [entry('a'), entry('gone')];
    await addStatuses(client, entries, unknown, unlimited);
    expect(entries[0]?.data.duration).toBe(5);
  });
});

describe('changes since the last build', () => {
  it('tell what became public, private, or was deleted', () => {
    const before = new Map([
      ['a', { public: false }],
      ['b', { public: true }],
      ['c', { public: false }],
      ['d', { public: false }],
    ]);
    expect(changesSince(before, [entry('a', true), entry('b'), entry('c')])).toEqual([
      '1 video was made public',
      '1 video was made private',
      '1 video was deleted',
    ]);
    expect(changesSince(new Map(), [entry('a'), entry('b', true)])).toEqual([]);
  });
});
