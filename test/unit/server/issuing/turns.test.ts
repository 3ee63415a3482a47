import { afterEach, describe, expect, it } from 'vitest';
import type { IssueRequest } from '../../../../integration/src/server/issuing/issue.js';
import { createIssuer } from '../../../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { createTurns } from '../../../../integration/src/server/issuing/sessions/turns.js';
import { createFakeTime } from '../../../helpers/fake-time.js';
import { createSimulatedAccount } from '../../../helpers/simulated-api.js';

const LATENCY = 100;
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `vi${from + index}`);

function start(latency: { read?: number; session?: number } = {}) {
  const time = createFakeTime();
  const budget = createBudget(time.now);
  const listed = ids(1000);
  const account = createSimulatedAccount({ time, listed: () => listed, quota: 1e6, latency: LATENCY });
  const client = account.connect(budget.note);
  const more = (milliseconds = 0) => (milliseconds > 0 ? time.sleep(milliseconds) : undefined);
  const issuer = createIssuer({
    client: {
      ...client,
      async openSession(...given) {
        await more(latency.session);
        return client.openSession(...given);
      },
    },
    budget,
    pool: { perVideo: 0, total: 0, maxAge: 0 },
    now: time.now,
    setTimer: time.setTimer,
  });
  closing.push(issuer.close);
  const requestFor = (videoId: string): IssueRequest => ({
    videoId,
    source: { kind: 'order', page: Math.floor(Number(videoId.slice(2)) / 100) + 1 },
  });
  const ask = (visitor: string, wanted: readonly string[]) =>
    issuer.issue(wanted.map(requestFor), { visitor });

  /** Milliseconds until somebody's only video is there; undefined where it is not. */
  async function firstToken(visitor: string, videoId: string): Promise<number | undefined> {
    const asked = time.now();
    let took: number | undefined;
    void ask(visitor, [videoId]).then((issued) => {
      if (issued.get(videoId)?.status === 'ready') took = time.now() - asked;
    });
    for (let waited = 0; took === undefined && waited < 15_000; waited += 20) await time.advance(20);
    return took;
  }
  return { time, ask, firstToken, counts: account.counts };
}

async function flood(wanted: (request: number) => string[], session = 0) {
  const site = start({ session });
  const quiet = await start({ session }).firstToken('modest', 'vi950');
  const flooding = Array.from({ length: 280 }, (_, request) => site.ask('greedy', wanted(request)));
  await site.time.advance(1000);
  const during: number[] = [];
  for (let round = 0; round < 10; round++) {
    const took = await site.firstToken(`modest ${round}`, `vi${950 + round}`);
    during.push((took ?? Number.POSITIVE_INFINITY) / (quiet ?? 0));
  }
  await site.time.advance(20_000);
  await Promise.all(flooding);
  return { during, ...site.counts };
}

describe.each<[string, (request: number) => string[], number]>([
  ['one page', () => ids(90), 0],
  ['ten pages', (request) => ids(90, (request % 10) * 100), 0],
  [
    'a video of each page',
    (request) => ids(90, request % 7).map((_, at) => `vi${(at * 11 + request) % 1000}`),
    0,
  ],
  ['one page, where sessions take two seconds', () => ids(90), 2000],
])('while one visitor asks 280 times for 90 videos of %s', (_name, wanted, session) => {
  it('others wait three times as long as ever at most, and little is minted in vain', async () => {
    const { during, minted, sessions } = await flood(wanted, session);
    expect(Math.max(...during)).toBeLessThanOrEqual(3);
    expect(minted).toBeLessThanOrEqual(sessions * 1.3);
  }, 60_000);
});

describe('turns', () => {
  const time = createFakeTime();

  it('go round among visitors, then to what nobody waits for', async () => {
    const turns = createTurns(1, time.setTimer);
    const order: string[] = [];
    const begin = (name: string, visitor: string | undefined, isWanted = () => true) =>
      turns.run(visitor, isWanted, async () => order.push(name));
    const all = [
      begin('a1', 'a'),
      begin('spare', undefined),
      begin('a2', 'a'),
      begin('a3', 'a'),
      begin('b1', 'b'),
      begin('left', 'b', () => false),
      begin('c1', 'c'),
    ];
    expect([turns.running(), turns.waiting(), turns.spare()]).toEqual([1, 5, 1]);
    const done = await Promise.all(all);
    expect(order).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'spare']);
    expect(done[5]).toBeUndefined();
    expect([turns.running(), turns.waiting(), turns.spare()]).toEqual([0, 0, 0]);
  });

  it('go on after a task that fails', async () => {
    const turns = createTurns(1, time.setTimer);
    const failing = turns.run(
      'a',
      () => true,
      async () => Promise.reject(new Error('failed')),
    );
    const next = turns.run(
      'a',
      () => true,
      async () => 'done',
    );
    await expect(failing).rejects.toThrow('failed');
    expect(await next).toBe('done');
  });
});
