import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLimiter } from '../../integration/src/server/limits/limiter.js';
import { createLimits } from '../../integration/src/server/limits/limits.js';
import { connectRedis, type RedisOptions } from '../../integration/src/server/limits/redis-connection.js';
import { sayTrouble } from '../../integration/src/server/limits/redis-trouble.js';
import { type Answer, countingAnswer, startFakeRedis } from '../helpers/fake-redis.js';
import { startWatch } from '../helpers/running-time.js';

const POINTS = 90;
const INSTANCES = 3;
/** Milliseconds that nobody may wait for Redis. */
const LONGEST = 1000;

const PATIENT = { timeout: 15_000 };

// Loading the client takes its time on a busy machine, and none of it is Redis's.
await import('@redis/client');

/** A connection with a limiter, and everything it says. */
function connect(url: string, load?: RedisOptions['load']) {
  const changes: boolean[] = [];
  const lines: string[] = [];
  const redis = connectRedis({
    url,
    onChange(available, error) {
      changes.push(available);
      if (!available) lines.push(sayTrouble(error));
    },
    ...(load && { load }),
  });
  onTestFinished(redis.close);
  const limiter = createLimiter({ name: 'test', points: POINTS, redis, instances: INSTANCES });
  return { redis, limiter, changes, lines };
}

async function start(answer?: Answer) {
  const fake = await startFakeRedis(answer);
  onTestFinished(fake.close);
  return { fake, ...connect(fake.url) };
}

/** Takes at the same moment: how many were allowed, and after how long the last of them was answered. */
async function takeAll(takes: number, take: () => Promise<number>) {
  const time = startWatch();
  const waits = await Promise.all(Array.from({ length: takes }, take));
  return { allowed: waits.filter((wait) => wait === 0).length, took: time() };
}

/** Where a server stops answering. */
const SILENCES: [when: string, answer: (command: readonly string[]) => boolean][] = [
  ['never speaks', () => false],
  ['answers the handshake alone', ([name]) => name === 'HELLO' || name === 'CLIENT'],
  ['answers all but scripts', ([name]) => name !== 'EVAL'],
  ['answers all but reads', ([name]) => name !== 'GET'],
];

describe('a Redis that accepts connections', () => {
  it.each(SILENCES)('and %s leaves each instance its share, at once', async (_, answers) => {
    const asRedis = countingAnswer();
    const { limiter, changes, lines } = await start((command) =>
      answers(command) ? asRedis(command) : undefined,
    );
    const first = await takeAll(60, () => limiter.take('a'));
    expect(first.allowed).toBe(POINTS / INSTANCES);
    expect(first.took).toBeLessThan(LONGEST);
    const then = await takeAll(1000, () => limiter.take('b'));
    expect(then.allowed).toBe(POINTS / INSTANCES);
    expect(then.took).toBeLessThan(300);
    expect(changes).toEqual([false]);
    expect(lines).toEqual([
      'Redis is away (it does not answer): until it is back, this instance counts limits for itself.',
    ]);
  });

  it.each(SILENCES)(
    'and from some moment on %s is given up with all that waits, and taken back',
    async (_, answers) => {
      const asRedis = countingAnswer();
      const { fake, redis, limiter, changes } = await start(asRedis);
      expect(await limiter.take('before')).toBe(0);
      await vi.waitUntil(redis.available, PATIENT);
      fake.answer = (command) => (answers(command) ? asRedis(command) : undefined);
      const during = await Promise.all([
        takeAll(60, () => limiter.take('a')),
        takeAll(60, () => limiter.reserve('b', 1).then(({ wait }) => wait)),
      ]);
      for (const { took } of during) expect(took).toBeLessThan(LONGEST);
      const commands = fake.commands;
      const then = await takeAll(5000, () => limiter.take('c'));
      expect(then.allowed).toBe(POINTS / INSTANCES);
      expect(fake.commands - commands).toBeLessThan(50);
      expect(changes).toEqual([false]);
      fake.answer = asRedis;
      await vi.waitUntil(redis.available, PATIENT);
      expect(changes).toEqual([false, true]);
      expect(fake.open()).toBe(1);
      expect((await takeAll(2 * POINTS, () => limiter.take('d'))).allowed).toBe(POINTS);
    },
  );

  it('and hangs is tried again with pauses, one connection at a time', async () => {
    const { fake, limiter, changes } = await start(() => undefined);
    await limiter.take('a');
    await vi.waitUntil(() => fake.connections === 3, PATIENT);
    expect(fake.open()).toBeLessThanOrEqual(1);
    expect(changes).toEqual([false]);
  });

  it('is not blamed for what this process did meanwhile', async () => {
    const { redis, limiter, changes } = await start();
    await limiter.take('a');
    await vi.waitUntil(redis.available, PATIENT);
    const taken = limiter.take('a');
    const until = performance.now() + 600;
    while (performance.now() < until);
    expect(await taken).toBe(0);
    expect(changes).toEqual([]);
  });

  it('and closes them is said once', async () => {
    const { fake, limiter, changes } = await start(() => undefined);
    fake.answer = () => {
      void fake.close();
      return undefined;
    };
    expect((await takeAll(60, () => limiter.take('a'))).allowed).toBe(POINTS / INSTANCES);
    expect(changes).toEqual([false]);
  });
});

const SECRET = 'opaque_Password';

const REPLIES = [
  "READONLY You can't write against a read only replica.",
  "OOM command not allowed when used memory > 'maxmemory'.",
  'NOSCRIPT No matching script.',
  `WRONGPASS invalid username-password pair or user is disabled: ${SECRET}`,
  'NOAUTH Authentication required.',
  'NOPERM No permissions to access a key',
  'LOADING Redis is loading the dataset in memory',
  "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
  'MISCONF Redis is configured to save RDB snapshots, but it is unable to persist to disk.',
  'CLUSTERDOWN Hash slot not served',
  'MOVED 3999 127.0.0.1:6381',
  'BUSY Redis is busy running a script.',
  `ERR unknown command 'HELLO', with args beginning with: '3' 'AUTH' 'user' '${SECRET}'`,
];

describe('an error reply', () => {
  const kindOf = (reply: string) => reply.split(' ')[0] as string;
  const asRedis = countingAnswer();
  const WHERE: [where: string, Answer][] = [
    ['to the handshake', () => undefined],
    ['to a script', (command) => (command[0] === 'EVAL' ? undefined : asRedis(command))],
    ['to a read', (command) => (command[0] === 'GET' ? undefined : asRedis(command))],
  ];
  const cases = REPLIES.flatMap((reply) => WHERE.map(([where, answer]) => ({ reply, where, answer })));

  it.each(cases)('$where is named, and leaves each instance its share: $reply', async ({ reply, answer }) => {
    const { limiter, changes, lines } = await start((command) => answer(command) ?? `-${reply}\r\n`);
    const { allowed, took } = await takeAll(60, () => limiter.take('a'));
    expect(allowed).toBe(POINTS / INSTANCES);
    expect(took).toBeLessThan(LONGEST);
    expect(changes).toEqual([false]);
    expect(lines[0]).toMatch(
      new RegExp(`^Redis is away \\(it answered ${kindOf(reply)}\\): until it is back`),
    );
    expect(lines[0]).not.toContain(SECRET);
  });

  it.each(REPLIES)('after a good start is said once, and its end once: %s', async (reply) => {
    const good = countingAnswer();
    const { fake, redis, limiter, changes, lines } = await start(good);
    await limiter.take('a');
    await vi.waitUntil(redis.available, PATIENT);
    fake.answer = (command) => (command[0] === 'EVAL' ? `-${reply}\r\n` : good(command));
    expect((await takeAll(60, () => limiter.take('a'))).allowed).toBe(POINTS / INSTANCES);
    await vi.waitUntil(() => fake.connections >= 2, PATIENT);
    expect(changes).toEqual([false]);
    expect(lines[0]).toContain(`(it answered ${kindOf(reply)})`);
    fake.answer = good;
    await vi.waitUntil(redis.available, PATIENT);
    expect(changes).toEqual([false, true]);
  });
});

it('lets nobody in for an answer that is no count', async () => {
  const { limiter, changes } = await start(([name]) =>
    name === 'HELLO' ? '%1\r\n+proto\r\n:3\r\n' : '+OK\r\n',
  );
  expect((await takeAll(60, () => limiter.take('a'))).allowed).toBe(POINTS / INSTANCES);
  expect(changes).toEqual([false]);
});

describe('VITRINE_REDIS_URL', () => {
  it.each([
    ['not a URL', 'no address'],
    ['without a scheme', 'localhost:6379'],
    ['without a scheme, by number', '127.0.0.1:6379'],
    ['of the web', 'http://127.0.0.1:6379'],
    ['of another kind', 'redis+sentinel://127.0.0.1:26379'],
    ['of white space', ' \t\n'],
    ['with white space inside', 'redis://127.0.0.1 :6379'],
    ['with a line break inside', 'redis://127.0.0.1:63\n79'],
    ['two of them', 'redis://127.0.0.1:6379 redis://127.0.0.1:6380'],
    ['without a host', 'redis://'],
    ['without slashes', 'redis:127.0.0.1:6379'],
    ['with a port that is none', 'redis://127.0.0.1:port'],
    ['with too large a port', 'redis://127.0.0.1:66379'],
    ['with a name for a database', 'redis://127.0.0.1:6379/vitrine'],
    ['with half a database', 'redis://127.0.0.1:6379/1.5'],
    ['with a negative database', 'redis://127.0.0.1:6379/-1'],
    ['with a slash in the password', 'redis://user:opaque/Password@127.0.0.1:6379'],
    ['with a broken escape in the password', 'redis://user:opaque%E0%A4%A@127.0.0.1:6379'],
    ['of a socket without a path', 'unix://'],
    ['in quotes', '"redis://127.0.0.1:6379"'],
  ])('%s is said in one line without it, and limits are in memory', async (_, url) => {
    const { limiter, changes, lines } = connect(url);
    const { allowed, took } = await takeAll(60, () => limiter.take('a'));
    expect(allowed).toBe(POINTS / INSTANCES);
    expect(took).toBeLessThan(LONGEST);
    expect(changes).toEqual([false]);
    expect(lines).toEqual([
      'VITRINE_REDIS_URL is not the address of a Redis. It must look like redis://127.0.0.1:6379 (rediss: with TLS), ' +
        'with a user, a password and the number of a database where there are some. Correct it and start the server again. ' +
        'Until then this instance counts limits for itself.',
    ]);
  });

  it.each([
    ['white space around it', (url: string) => ` ${url}\n`],
    ['a database', (url: string) => `${url}/3`],
    ['a slash at its end', (url: string) => `${url}/`],
    ['capital letters', (url: string) => url.replace('redis', 'REDIS')],
  ])('may have %s', async (_, spell) => {
    const fake = await startFakeRedis();
    onTestFinished(fake.close);
    const { redis, changes } = connect(spell(fake.url));
    await vi.waitUntil(redis.available, PATIENT);
    expect(changes).toEqual([]);
  });

  it('without the package of the client says how to install it, and limits are in memory', async () => {
    const load = () => import('no-such-package' as '@redis/client');
    const { limiter, changes, lines } = connect('redis://127.0.0.1:6379', load);
    expect((await takeAll(60, () => limiter.take('a'))).allowed).toBe(POINTS / INSTANCES);
    expect(changes).toEqual([false]);
    expect(lines).toEqual([expect.stringContaining('run `npm install @redis/client`')]);
  });
});

describe('two sites on one Redis', () => {
  it('have no limit in common, and the instances of one have all', async () => {
    const fake = await startFakeRedis();
    onTestFinished(fake.close);
    const config = { requests: 100, reads: 100, total: 10, instances: 2 };
    const limitsOf = async (site: string) => {
      const { redis } = connect(fake.url);
      await vi.waitUntil(redis.available, PATIENT);
      return createLimits(config, { redis, site });
    };
    const [one, same, other] = [await limitsOf('one'), await limitsOf('one'), await limitsOf('other')];
    expect((await takeAll(6, () => one.admit('a'))).allowed).toBe(6);
    expect((await takeAll(6, () => same.admit('a'))).allowed).toBe(4);
    expect((await takeAll(12, () => other.admit('b'))).allowed).toBe(10);
  });

  it('are not asked about visitors whom the total refuses anyway', async () => {
    const fake = await startFakeRedis();
    onTestFinished(fake.close);
    const { redis } = connect(fake.url);
    await vi.waitUntil(redis.available, PATIENT);
    const limits = createLimits(
      { requests: 100, reads: 100, total: 1, instances: 1 },
      { redis, site: 'one' },
    );
    await limits.admit('a');
    expect(await limits.admit('b')).toBeGreaterThan(0);
    const before = fake.commands;
    for (let visitor = 0; visitor < 100; visitor++)
      expect(await limits.admit(`visitor ${visitor}`)).toBeGreaterThan(0);
    expect(fake.commands).toBe(before);
  });
});
