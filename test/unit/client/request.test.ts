import { afterEach, expect, test } from 'vitest';
import { requestTokens } from '../../../integration/src/client/session/request-tokens.js';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';

let server: Awaited<ReturnType<typeof startHttpServer>> | undefined;
afterEach(() => server?.close());

test('posts the grants as JSON, and returns the results', async () => {
  let seen: unknown;
  server = await startHttpServer(async (request, response) => {
    const body = await request.toArray();
    seen = {
      method: request.method,
      type: request.headers['content-type'],
      body: Buffer.concat(body).toString(),
    };
    response.end('{"videos":[{"status":"denied"},{"status":"gone"}]}');
  });
  const [, answers] = await requestTokens({ endpoint: server.url }, ['a', 'b']);
  expect(seen).toEqual({ method: 'POST', type: 'application/json', body: '{"grants":["a","b"]}' });
  expect(answers).toEqual([{ status: 'denied' }, { status: 'gone' }]);
});

test.each([
  [429, '{"code":"rate-limited"}'],
  [404, '<h1>Not found</h1>'],
])('%i brings no results', async (status, body) => {
  server = await startHttpServer((_, response) => response.writeHead(status).end(body));
  const [response, answers] = await requestTokens({ endpoint: server.url }, ['a']);
  expect(answers).toBeUndefined();
  expect(response?.status).toBe(status);
});

test('a page instead of JSON brings no results', async () => {
  server = await startHttpServer((_, response) => response.end('<h1>Welcome</h1>'));
  const [, answers] = await requestTokens({ endpoint: server.url }, ['a']);
  expect(answers).toBeUndefined();
});

test('a redirect is not followed', async () => {
  let requests = 0;
  server = await startHttpServer((_, response) => {
    requests += 1;
    response.writeHead(302, { location: '/login' }).end();
  });
  expect((await requestTokens({ endpoint: server.url }, ['a']))[1]).toBeUndefined();
  expect(requests).toBe(1);
});

test('without a connection there is no response', async () => {
  expect(await requestTokens({ endpoint: 'http://127.0.0.1:1/' }, ['a'])).toEqual([]);
});
