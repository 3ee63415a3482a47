import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type ClientOptions, createClient } from '../../../integration/src/api-video/client.js';
import { ApiVideoError } from '../../../integration/src/api-video/errors.js';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';

const KEY = 'key-that-must-stay-secret';
const QUERY = { sortBy: 'createdAt', sortOrder: 'asc' } as const;
let close: (() => Promise<void>) | undefined;

afterEach(async () => {
  await close?.();
  close = undefined;
});

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, call: number) => void,
  options: Partial<ClientOptions> = {},
) {
  const calls: IncomingMessage[] = [];
  const waits: number[] = [];
  const server = await startHttpServer((request, response) => answer(request, response, calls.push(request)));
  close = server.close;
  const client = createClient({
    apiKey: KEY,
    apiUrl: server.url,
    timeout: 2000,
    random: () => 0,
    sleep: async (ms) => waits.push(ms),
    ...options,
  });
  return { client, calls, waits, url: server.url };
}

const json = (response: ServerResponse, status: number, body: unknown, headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

async function failure(promise: Promise<unknown>): Promise<ApiVideoError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiVideoError);
  return error as ApiVideoError;
}

describe('reading', () => {
  it('asks with the key, an explicit order and full pages', async () => {
    const { client, calls } = await serve((_request, response) =>
      json(response, 200, { data: [], pagination: { currentPage: 1, pagesTotal: 1, itemsTotal: 0 } }),
    );
    await client.listVideos({ ...QUERY, tags: ['a b', 'c'], metadata: { year: '2026' } }, 3);
    const url = new URL(calls[0]?.url ?? '', 'http://x');
    expect(url.searchParams.getAll('tags[]')).toEqual(['a b', 'c']);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      'metadata[year]': '2026',
      sortBy: 'createdAt',
      sortOrder: 'asc',
      currentPage: '3',
      pageSize: '100',
    });
    expect(calls[0]?.headers.authorization).toBe(`Basic ${Buffer.from(`${KEY}:`).toString('base64')}`);
  });

  it('reads of a page for tokens what they are made from, whatever stands beside it', async () => {
    const assets = {
      player: 'https://embed.api.video/vod/vi1?token=T1',
      hls: 'https://médias.example/vod/vi1/token/T1/hls/manifest.m3u8',
    };
    const { client, calls } = await serve((_request, response) =>
      json(response, 200, {
        data: [
          { videoId: 'vi1', public: false, title: 'Été – “L’heure” 🎬 \u0000', assets },
          { videoId: 'vi2', assets: null },
        ],
        pagination: { currentPage: 2, pagesTotal: 2, itemsTotal: 2 },
      }),
    );
    expect(await client.mintPage(QUERY, 2)).toEqual([
      { videoId: 'vi1', public: false, assets },
      { videoId: 'vi2', public: true, assets: null },
    ]);
    expect(calls[0]?.url).toContain('currentPage=2');
    const [listed] = (await client.listVideos(QUERY, 2)).data;
    expect([listed?.title, listed?.assets]).toEqual(['Été – “L’heure” 🎬 \u0000', assets]);
  });

  it('tolerates unknown members and absent ones', async () => {
    const { client } = await serve((_request, response) =>
      json(response, 200, { videoId: 'vi1', surprise: { deep: true }, assets: null, description: null }),
    );
    expect(await client.getVideo('vi1')).toMatchObject({
      videoId: 'vi1',
      public: true,
      tags: [],
      assets: null,
    });
  });

  it('waits as long as a 429 says, then goes on', async () => {
    const { client, waits, calls } = await serve((_request, response, call) =>
      call === 1
        ? json(response, 429, { title: 'Too many requests.' }, { 'x-ratelimit-retry-after': '3' })
        : json(response, 200, { videoId: 'vi1' }),
    );
    await client.getVideo('vi1');
    expect(waits).toEqual([3000]);
    expect(calls).toHaveLength(2);
  });

  it('does not wait longer than it may, and says how long it would have been', async () => {
    const { client, waits } = await serve((_request, response) =>
      json(response, 429, {}, { 'x-ratelimit-retry-after': '45' }),
    );
    const error = await failure(client.getVideo('vi1'));
    expect([error.reason, error.retryAfter, waits.length]).toEqual(['rate-limited', 45, 0]);
  });

  it('tries again on a 5xx and on a broken connection, a bounded number of times', async () => {
    const { client, calls } = await serve((request, response, call) =>
      call === 2 ? request.socket.destroy() : json(response, 502, {}),
    );
    expect((await failure(client.getVideo('vi1'))).reason).toBe('unavailable');
    expect(calls).toHaveLength(3);
  });

  it.each([
    [401, 'invalid-key'],
    [403, 'suspended'],
    [404, 'not-found'],
    [400, 'rejected'],
    [302, 'invalid-answer'],
  ] as const)('never repeats a call that ended in %i', async (status, reason) => {
    const { client, calls } = await serve((_request, response) =>
      json(response, status, {}, status === 302 ? { location: '/elsewhere' } : {}),
    );
    expect((await failure(client.getVideo('vi1'))).reason).toBe(reason);
    expect(calls).toHaveLength(1);
  });

  it("names a gateway's HTML for what it is", async () => {
    const { client } = await serve((_request, response) => response.end('<html>Bad day</html>'));
    const error = await failure(client.getVideo('vi1'));
    expect(error.reason).toBe('invalid-answer');
    expect(error.message).toContain('proxy or gateway');
  });

  it('gives up on an answer that never ends', async () => {
    const { client } = await serve((_request, response) => response.write('{'), {
      timeout: 60,
      retry: { attempts: 1, longestWait: 0 },
    });
    expect((await failure(client.getVideo('vi1'))).message).toContain('did not answer within');
  });

  it('passes an abort on as it is', async () => {
    const { client } = await serve(() => {});
    const aborted = new AbortController();
    const reading = client.getVideo('vi1', { signal: aborted.signal });
    aborted.abort(new Error('nobody waits any more'));
    await expect(reading).rejects.toThrow('nobody waits any more');
  });

  it('puts no key into any message', async () => {
    const { client } = await serve((_request, response) => json(response, 401, { detail: KEY }));
    const error = await failure(client.getVideo('vi1'));
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain(KEY);
  });

  it('refuses an id that could reshape the URL', async () => {
    const { client, calls } = await serve((_request, response) => json(response, 200, {}));
    expect((await failure(client.getVideo('../auth/api-key'))).reason).toBe('not-found');
    expect(calls).toHaveLength(0);
  });
});

describe('opening a session', () => {
  const at = { kind: 'vod', id: 'vi1', token: 'T1' } as const;

  it('sends no key and takes the token', async () => {
    const { client, calls, url } = await serve((_request, response) =>
      json(response, 200, { session_token: 'S1' }),
    );
    expect(await client.openSession(`${url}/vod/vi1/token/T1/hls/manifest.m3u8`, at)).toBe('S1');
    expect(calls[0]?.url).toBe('/vod/vi1/token/T1/session');
    expect(calls[0]?.headers.authorization).toBeUndefined();
  });

  it.each([404, 403, 410, 500, 429])('is never repeated after %i', async (status) => {
    const { client, calls, url } = await serve((_request, response) => json(response, status, {}));
    const error = await failure(client.openSession(`${url}/x`, at));
    expect(error.reason).toBe(status === 500 || status === 429 ? 'unavailable' : 'token-used');
    expect(calls).toHaveLength(1);
    expect(error.message).not.toContain('T1');
  });
});
