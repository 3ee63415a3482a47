import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLimiter } from '../../../integration/src/server/limits/limiter.js';
import { createLimits } from '../../../integration/src/server/limits/limits.js';
import { createMemoryCounts } from '../../../integration/src/server/limits/memory-counts.js';
import { connectRedis } from '../../../integration/src/server/limits/redis-connection.js';
import { createVisitorNames, networkOf } from '../../../integration/src/server/limits/visitor-names.js';
import type { AuthorizeContext } from '../../../integration/src/types.js';
import { hasRedis, startRedis } from '../../helpers/redis.js';

const PATIENT = { timeout: 15_000 };

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** How many of some takes at once were allowed. */
async function allowed(takes: number, take: () => Promise<number>): Promise<number> {
  const waits = await Promise.all(Array.from({ length: takes }, take));
  return waits.filter((wait) => wait === 0).length;
}

describe('a visitor', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    [
      '2001:db8:1:2:3:4:5:6',
      '2001:db8:1:2'
        .split(':')
        .map((part) => Number.parseInt(part, 16))
        .join(':'),
    ],
    ['unix socket', 'unix socket'],
  ])('at %s is known as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('of one /64 is one visitor, of another a different one', () => {
    expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:db8:1:2:ffff::9'));
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  });

  const nameOf = createVisitorNames('a secret', Date.now, () => {});
  const at = (clientAddress: string) => ({ clientAddress }) as AuthorizeContext;

  it('is stored under a name that does not show the address', () => {
    const name = nameOf(at('192.0.2.7'), undefined);
    expect(name).not.toContain('192');
    expect(name).toBe(nameOf(at('192.0.2.7'), undefined));
    expect(name).not.toBe(nameOf(at('192.0.2.8'), undefined));
    expect(name).not.toBe(
      createVisitorNames('another secret', Date.now, () => {})(at('192.0.2.7'), undefined),
    );
    expect(nameOf(at('2001:db8:1:2::1'), undefined)).toBe(nameOf(at('2001:db8:1:2::2'), undefined));
  });

  it('keeps its name when others come and time goes by', () => {
    let now = 0;
    const nameLater = createVisitorNames(
      'a secret',
      () => now,
      () => {},
    );
    const name = nameLater(at('192.0.2.7'), undefined);
    for (now = 0; now < 200_000; now += 10) nameLater(at(`visitor ${now}`), undefined);
    expect(nameLater(at('192.0.2.7'), undefined)).toBe(name);
  });

  it('is who the site says, wherever it comes from', () => {
    const visitor = () => 'account-7';
    expect(nameOf(at('192.0.2.7'), visitor)).toBe(nameOf(at('192.0.2.8'), visitor));
    expect(nameOf(at('192.0.2.7'), () => undefined)).toBe(nameOf(at('192.0.2.7'), undefined));
  });

  it('is counted by the address where the hook fails', () => {
    const visitor = () => {
      throw new Error('no account');
    };
    expect(nameOf(at('192.0.2.7'), visitor)).toBe(nameOf(at('192.0.2.7'), undefined));
  });

  it('without an address is still somebody', () => {
    const context = Object.defineProperty({}, 'clientAddress', {
      get: () => {
        throw new Error('prerendered');
      },
    });
    expect(nameOf(context as AuthorizeContext, undefined)).toMatch(/^[\w-]{22}$/);
  });
});

describe('limits in memory', () => {
  it('let so many through, then say how long to wait', async () => {
    const limits = createLimits({ requests: 5, reads: 2, total: 100, instances: 1 }, undefined);
    expect(await allowed(8, () => limits.admit('a'))).toBe(5);
    const wait = await limits.admit('a');
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60_000);
    expect(await limits.admit('b')).toBe(0);
  });

  it('hold all visitors together to the total', async () => {
    const limits = createLimits({ requests: 5, reads: 2, total: 7, instances: 1 }, undefined);
    const admitted = await Promise.all(
      ['a', 'b', 'c'].map((visitor) => allowed(5, () => limits.admit(visitor))),
    );
    expect(admitted.reduce((sum, each) => sum + each)).toBe(7);
  });

  it('count reads before they are made, and take back those that were not needed', async () => {
    const limits = createLimits({ requests: 5, reads: 10, total: 100, instances: 1 }, undefined);
    const reads = limits.readsOf('a');
    const first = await reads.reserve(8);
    expect(first.granted).toBe(8);
    expect((await reads.reserve(8)).granted).toBe(2);
    const none = await reads.reserve(1);
    expect(none.granted).toBe(0);
    expect(none.wait).toBeGreaterThan(0);
    expect(none.wait).toBeLessThanOrEqual(60_000);
    first.giveBack(5);
    expect((await limits.readsOf('a').reserve(8)).granted).toBe(5);
    expect((await limits.readsOf('b').reserve(8)).granted).toBe(8);
  });

  it('grant no more than there is to requests of the same moment', async () => {
    const limits = createLimits({ requests: 5, reads: 120, total: 100, instances: 1 }, undefined);
    const all = await Promise.all(Array.from({ length: 200 }, () => limits.readsOf('a').reserve(3)));
    const granted = all.reduce((sum, each) => sum + each.granted, 0);
    expect(granted).toBe(120);
  });

  it('leave half of the reads of a visitor to the visitor', async () => {
    const limits = createLimits({ requests: 5, reads: 10, total: 100, instances: 1 }, undefined);
    const reads = limits.readsOf('a');
    const spare = await Promise.all(Array.from({ length: 9 }, () => reads.reserveSpare()));
    expect(spare.filter(({ granted }) => granted > 0)).toHaveLength(5);
    expect((await reads.reserve(10)).granted).toBe(5);
  });

  it('grant nothing twice where a window ended before it was given back', async () => {
    vi.useFakeTimers();
    closing.push(() => vi.useRealTimers());
    const limits = createLimits({ requests: 5, reads: 10, total: 100, instances: 1 }, undefined);
    const before = await limits.readsOf('a').reserve(10);
    await vi.advanceTimersByTimeAsync(61_000);
    expect((await limits.readsOf('a').reserve(1)).granted).toBe(1);
    before.giveBack(10);
    expect((await limits.readsOf('a').reserve(20)).granted).toBe(9);
  });
});

describe('memory', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('holds nothing of visitors who come while all together have asked too often', async () => {
    const limits = createLimits({ requests: 1, reads: 1, total: 1, instances: 1 }, undefined);
    await limits.admit('first');
    vi.advanceTimersByTime(30_000);
    expect(await limits.admit('second')).toBeGreaterThan(0);
    const flood = await allowed(1000, () => limits.admit('third'));
    expect(flood).toBe(0);
    expect(await limits.admit('third')).toBeLessThanOrEqual(30_000);
    vi.advanceTimersByTime(30_001);
    expect(await limits.admit('third')).toBe(0);
  });

  it('holds so many keys at most, and of the others those that began last', async () => {
    const counts = createMemoryCounts(1, 3);
    const take = (key: string) =>
      counts.consume(key).then(
        () => 'allowed',
        () => 'refused',
      );
    for (const key of ['a', 'b', 'c'])
      expect([await take(key), await take(key)]).toEqual(['allowed', 'refused']);
    expect(await take('d')).toBe('allowed');
    for (const key of ['b', 'c', 'd']) expect(await take(key)).toBe('refused');
    expect(await take('a')).toBe('allowed');
    await counts.reward('e');
    expect(await counts.get('d')).not.toBeNull();
    expect(await counts.get('c')).toBeNull();
  });

  it('counts a key anew when its minute is over, however many there were', async () => {
    const counts = createMemoryCounts(1, 3);
    for (let minute = 0; minute < 3; minute++) {
      await counts.consume('a');
      await expect(counts.consume('a')).rejects.toBeDefined();
      vi.advanceTimersByTime(60_000);
      expect(await counts.get('a')).toBeNull();
    }
  });

  it('has nobody wait longer than a minute when the clock is set back', async () => {
    const limits = createLimits({ requests: 1, reads: 1, total: 2, instances: 1 }, undefined);
    await limits.admit('a');
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(await limits.admit('a')).toBeLessThanOrEqual(60_000);
    vi.advanceTimersByTime(60_000);
    expect(await limits.admit('a')).toBe(0);
  });
});

describe.skipIf(!hasRedis)('limits in Redis', () => {
  async function start(points: number, instances: number) {
    const redis = await startRedis();
    closing.push(redis.stop);
    const changes: boolean[] = [];
    const connections = Array.from({ length: instances }, () =>
      connectRedis({ url: redis.url, onChange: (available) => changes.push(available) }),
    );
    for (const connection of connections) closing.push(connection.close);
    await vi.waitUntil(() => connections.every(({ available }) => available()), PATIENT);
    const limiters = connections.map((connection) =>
      createLimiter({ name: 'test', points, redis: connection, instances }),
    );
    return { redis, changes, limiters, connections };
  }

  it('hold for all instances together', async () => {
    const { limiters } = await start(90, 3);
    const passed = await Promise.all(limiters.map((limiter) => allowed(60, () => limiter.take('a'))));
    expect(passed.reduce((sum, each) => sum + each)).toBe(90);
  });

  it('fall back to a share for each while Redis is away, said once, and come back by themselves', async () => {
    const { redis, changes, limiters, connections } = await start(90, 3);
    expect(await limiters[0]?.take('before')).toBe(0);
    await redis.stop();
    await vi.waitUntil(() => changes.length === 3, PATIENT);
    const passed = await Promise.all(limiters.map((limiter) => allowed(60, () => limiter.take('a'))));
    expect(passed).toEqual([30, 30, 30]);
    await redis.start();
    await vi.waitUntil(() => changes.length === 6, PATIENT);
    expect(changes).toEqual([false, false, false, true, true, true]);
    await vi.waitUntil(() => connections.every(({ available }) => available()), PATIENT);
    const again = await Promise.all(limiters.map((limiter) => allowed(60, () => limiter.take('b'))));
    expect(again.reduce((sum, each) => sum + each)).toBe(90);
  }, 20_000);

  it('count locally from the start where Redis cannot be reached', async () => {
    const changes: boolean[] = [];
    const connection = connectRedis({
      url: 'redis://127.0.0.1:1',
      onChange: (available) => changes.push(available),
    });
    closing.push(connection.close);
    const limiter = createLimiter({ name: 'test', points: 10, redis: connection, instances: 2 });
    expect(await allowed(20, () => limiter.take('a'))).toBe(5);
    await vi.waitUntil(() => changes.length > 0);
    expect(changes).toEqual([false]);
  });
});
