import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { createBrotliCompress, createDeflate, createGzip, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../integration/src/api-video/client.js';
import { createBody, readBody } from '../../../integration/src/api-video/http/body.js';
import { createAccount } from '../../../integration/src/cli/doctor/examined-account.js';
import { createSecrets } from '../../../integration/src/cli/doctor/secrets.js';
import { openAccount } from '../../../integration/src/content/sync/account-reader.js';
import { createPace } from '../../../integration/src/content/sync/pace.js';
import { fetchThumbnail } from '../../../integration/src/server/thumbnails/fetch.js';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';

const MEBIBYTE = 1024 * 1024;
/** More than any limit, and little enough for a client without one. */
const SENT = 48;
const QUERY = { sortBy: 'createdAt', sortOrder: 'asc' } as const;
const VIDEO = { kind: 'vod', id: 'vi1', token: 'T1' } as const;

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = await startHttpServer((_request, response) => answer(response));
  close = server.close;
  return server.url;
}

/** A server whose answers never end, and when the connection of one is given up. */
async function endless(body: () => Readable, headers: Record<string, string>, status = 200) {
  const givenUp = Promise.withResolvers<void>();
  const url = await serve((response) => {
    response.writeHead(status, headers);
    body().pipe(response, { end: false });
    response.on('close', givenUp.resolve);
  });
  return { url, givenUp: givenUp.promise };
}

function spaces(): Readable {
  const chunk = Buffer.alloc(MEBIBYTE, ' ');
  return Readable.from(Array.from({ length: SENT }, () => chunk));
}

type Read = (url: string) => Promise<unknown>;

const client = (url: string, fetch?: typeof globalThis.fetch) =>
  createClient({
    apiKey: 'key',
    apiUrl: url,
    timeout: 4000,
    retry: { attempts: 1, longestWait: 0 },
    ...(fetch && { fetch }),
  });
const build = (url: string) => openAccount({ apiKey: 'key', apiUrl: url, hosts: [] }, createPace());
const doctor = (url: string) =>
  createAccount({ apiKey: 'key', apiUrl: url, hosts: [], site: undefined, fetch, secrets: createSecrets() });

const READS: [string, Read][] = [
  ['a page', (url) => client(url).listVideos(QUERY, 1)],
  ['a page for tokens', (url) => client(url).mintPage(QUERY, 1)],
  ['a video', (url) => client(url).getVideo('vi1')],
  ['a status', (url) => client(url).getStatus('vi1')],
  ['a session', (url) => client(url).openSession(url, VIDEO)],
  ['a session by fetch', (url) => client(url, fetch).openSession(url, VIDEO)],
  ["a build's page", (url) => build(url).readPage(QUERY, 1)],
  ["a build's status", (url) => build(url).getStatus('vi1')],
  ["the doctor's call", (url) => doctor(url).read('/videos')],
  ["the doctor's look at a media host", (url) => doctor(url).deliver(`${url}/vod/vi1`)],
];

const BODIES: [string, () => Readable, Record<string, string>, number?][] = [
  ['plain', spaces, {}],
  ['of a length that is said', spaces, { 'content-length': String(SENT * MEBIBYTE * 10) }],
  ['compressed with gzip', () => spaces().pipe(createGzip({ level: 1 })), { 'content-encoding': 'gzip' }],
  [
    'compressed with deflate',
    () => spaces().pipe(createDeflate({ level: 1 })),
    { 'content-encoding': 'deflate' },
  ],
  ['of an error', spaces, {}, 503],
  ['of a refusal', spaces, {}, 404],
  ['of a redirect', spaces, { location: '/elsewhere' }, 302],
];

describe('an answer without end', () => {
  describe.each(BODIES)('%s', (_kind, body, headers, status) => {
    // The client of sessions does not decompress: what is compressed is counted as it comes.
    const reads = READS.filter(([read]) => read !== 'a session' || !headers['content-encoding']);
    it.each(reads)('is read up to a limit, and its connection given up: %s', async (_read, read) => {
      const { url, givenUp } = await endless(body, headers, status);
      const error = await read(url).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ name: 'ApiVideoError', reason: 'invalid-answer', status: status ?? 200 });
      expect(String(error)).toMatch(/sent more than the \d+ KiB .* rest was not read\. Is a proxy/);
      await givenUp;
    });
  });

  it('compressed with brotli is counted decompressed as well', async () => {
    const { url, givenUp } = await endless(() => spaces().pipe(createBrotliCompress()), {
      'content-encoding': 'br',
    });
    await expect(client(url).getVideo('vi1')).rejects.toThrow('sent more than');
    await givenUp;
  });

  it.each([
    ['a thumbnail', 200, 'image/jpeg', {}, 'not-an-image'],
    ['another type', 200, 'text/html', {}, 'not-an-image'],
    ['a refusal', 403, 'text/html', {}, 'refused'],
    ['an error', 500, 'image/jpeg', {}, 'unavailable'],
  ])('is given up where a thumbnail should be: %s', async (_what, status, type, headers, failure) => {
    const { url, givenUp } = await endless(spaces, { 'content-type': type, ...headers }, status);
    const asked = performance.now();
    expect(await fetchThumbnail(url)).toBe(failure);
    await givenUp;
    expect(performance.now() - asked).toBeLessThan(8000);
  });
});

describe('a large answer', () => {
  const text = 'Ä “long” description. '.repeat(2000);
  const data = Array.from({ length: 100 }, (_, index) => ({
    videoId: `vi${index}`,
    public: false,
    title: 'A title',
    description: text,
    metadata: Array.from({ length: 50 }, (_, pair) => ({ key: `key ${pair}`, value: 'value '.repeat(40) })),
  }));
  const page = JSON.stringify({ data, pagination: { currentPage: 1, pagesTotal: 1, itemsTotal: 100 } });

  it.each(['plain', 'gzip'])('of a hundred long descriptions is read, and whole: %s', async (coding) => {
    const url = await serve((response) => {
      if (coding === 'gzip') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(page));
      else response.end(page);
    });
    const { data: videos } = await client(url).listVideos(QUERY, 1);
    expect(videos.map(({ description }) => description === text)).toEqual(Array(100).fill(true));
    expect(await client(url).mintPage(QUERY, 1)).toHaveLength(100);
    expect((await build(url).readPage(QUERY, 1)).entries).toHaveLength(100);
  });
});

describe('a body', () => {
  it('is the same in whatever chunks it comes, up to its limit and no byte beyond', () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 40 });
    fc.assert(
      fc.property(chunks, fc.nat(800), (parts, limit) => {
        const whole = Buffer.concat(parts);
        const body = createBody(limit);
        const fits = parts.every((part) => body.add(part));
        expect(fits).toBe(whole.byteLength <= limit);
        if (fits) expect(body.bytes().equals(whole)).toBe(true);
      }),
    );
  });

  it('comes together from a million chunks of one byte', async () => {
    const chunk = Uint8Array.of(32);
    let left = 1_000_000;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left-- > 0) controller.enqueue(chunk.slice());
        else controller.close();
      },
    });
    expect((await readBody(new Response(stream), 1_000_000))?.byteLength).toBe(1_000_000);
  });

  it('may be absent', async () => {
    expect((await readBody(new Response(null), 10))?.byteLength).toBe(0);
  });
});
