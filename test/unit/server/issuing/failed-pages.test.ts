import { afterEach, describe, expect, it } from 'vitest';
import { createClient, type MintingClient } from '../../../../integration/src/api-video/client.js';
import { ApiVideoError } from '../../../../integration/src/api-video/errors.js';
import type { IssueRequest } from '../../../../integration/src/server/issuing/issue.js';
import { createIssuer } from '../../../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { startHttpServer } from '../../../../sandbox/test/helpers/http-server.js';
import { createFakeTime } from '../../../helpers/fake-time.js';
import { createSimulatedApi } from '../../../helpers/simulated-api.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const IDS = Array.from({ length: 24 }, (_, index) => `vi${index}`);

/** An api.video whose list of videos fails, and whose single videos may. */
function start(list: () => Error, video?: () => Error) {
  const time = createFakeTime();
  const budget = createBudget(time.now);
  const api = createSimulatedApi({ time, videoIds: IDS, quota: 500, onRateLimit: budget.note });
  const reads = { lists: 0, videos: 0 };
  const errors: unknown[] = [];
  const client: MintingClient = {
    ...api.client,
    async mintPage() {
      reads.lists++;
      await time.sleep(80);
      throw list();
    },
    async getVideo(...given) {
      reads.videos++;
      if (!video) return api.client.getVideo(...given);
      await time.sleep(80);
      throw video();
    },
  };
  const issuer = createIssuer({
    client,
    budget,
    now: time.now,
    setTimer: time.setTimer,
    pool: { perVideo: 0, total: 0, maxAge: 0 },
    onError: (error) => errors.push(error),
  });
  closing.push(issuer.close);
  async function statuses(wanted = IDS): Promise<string[]> {
    const issuing = issuer.issue(
      wanted.map((videoId): IssueRequest => ({ videoId, source: { kind: 'order', page: 1 } })),
      { visitor: 'somebody' },
    );
    await time.advance(3000);
    return [...(await issuing).values()].map(({ status }) => status);
  }
  return { time, statuses, reads, errors };
}

const all = (status: string) => IDS.map(() => status);
const error = (reason: ApiVideoError['reason'], status?: number) => () =>
  new ApiVideoError(reason, `${reason} ${status ?? ''}`, status ? { status } : {});

describe.each([
  ['404', error('not-found', 404)],
  ['404, as the client tells it of lists', error('rejected', 404)],
  ['400', error('rejected', 400)],
  ['405', error('rejected', 405)],
  ['422', error('rejected', 422)],
  ['something unexpected', () => new TypeError('unexpected')],
])('a list that answers %s', (_name, list) => {
  it('says nothing of its videos: each is had by itself, and it is logged once', async () => {
    const { statuses, reads, errors } = start(list);
    expect(await statuses()).toEqual(all('ready'));
    expect(reads).toEqual({ lists: 1, videos: IDS.length });
    expect(errors).toHaveLength(1);
  });

  it('is left alone for a minute, then for ten', async () => {
    const { time, statuses, reads } = start(list);
    const lists: number[] = [];
    for (let minute = 0; minute < 12; minute++) {
      expect(await statuses()).toEqual(all('ready'));
      lists.push(reads.lists);
      await time.advance(57_500);
    }
    expect(lists).toEqual([1, ...Array(10).fill(2), 3]);
  });
});

describe.each([
  ['breaks down', error('unavailable', 500)],
  ['is not api.video’s', error('invalid-answer', 200)],
])('a list that %s', (_name, list) => {
  it('is passed over once a single video has shown that others come through', async () => {
    const { statuses, reads, time } = start(list);
    expect(await statuses()).toEqual(all('ready'));
    expect(reads).toEqual({ lists: 1, videos: IDS.length });
    for (let again = 0; again < 4; again++) expect(await statuses()).toEqual(all('ready'));
    const { lists } = reads;
    expect(await statuses()).toEqual(all('ready'));
    expect(reads.lists).toBe(lists);
    await time.advance(60_000);
    expect(await statuses()).toEqual(all('ready'));
    expect(reads.lists).toBeGreaterThan(lists);
  });

  it('is read again where it was an accident', async () => {
    let failures = 0;
    const { statuses, reads } = start(() => (failures++ === 0 ? list() : new Error('again')));
    expect(await statuses()).toEqual(all('ready'));
    expect(reads.lists).toBe(1);
  });

  it('with everything else costs a single try of one video', async () => {
    const { statuses, reads } = start(list, error('unavailable'));
    expect(await statuses()).toEqual(all('busy'));
    expect(reads).toEqual({ lists: 1, videos: 1 });
  });
});

describe.each([['a wrong key', error('invalid-key', 401)]])('%s', (_name, refusal) => {
  it('makes no further reads', async () => {
    const { statuses, reads } = start(refusal, refusal);
    expect(await statuses()).toEqual(all('busy'));
    expect(reads).toEqual({ lists: 1, videos: 0 });
  });
});

describe('a suspended account', () => {
  it('shows by one read of a video, and costs none for a while', async () => {
    const refusal = error('suspended', 403);
    const { statuses, reads } = start(refusal, refusal);
    expect(await statuses()).toEqual(all('busy'));
    expect(reads).toEqual({ lists: 1, videos: 1 });
    expect(await statuses(['vi0'])).toEqual(['busy']);
    expect(reads).toEqual({ lists: 1, videos: 1 });
  });
});

describe('a video that is deleted', () => {
  it('is gone, and its neighbours are not', async () => {
    let asked = 0;
    const { statuses, errors } = start(error('not-found', 404), () => {
      asked++;
      return new ApiVideoError('not-found', 'no such video', { status: 404 });
    });
    expect(await statuses(['vi0'])).toEqual(['gone']);
    expect([asked, errors]).toEqual([1, []]);
  });
});

describe('the client', () => {
  it('never takes the 404 of a list for that of a video', async () => {
    const server = await startHttpServer((_request, response) => response.writeHead(404).end('{}'));
    closing.push(server.close);
    const client = createClient({ apiKey: 'key', apiUrl: server.url });
    const query = { sortBy: 'createdAt', sortOrder: 'asc' } as const;
    for (const list of [client.mintPage(query, 1), client.listVideos(query, 1)]) {
      await expect(list).rejects.toMatchObject({ reason: 'rejected', status: 404 });
    }
    await expect(client.getVideo('vi1')).rejects.toMatchObject({ reason: 'not-found' });
  });
});
