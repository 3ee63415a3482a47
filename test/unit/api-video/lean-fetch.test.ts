import { afterEach, describe, expect, it } from 'vitest';
import { leanFetch } from '../../../integration/src/api-video/http/lean-fetch.js';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function server(listener: Parameters<typeof startHttpServer>[0]): Promise<string> {
  const { url, close } = await startHttpServer(listener);
  closing.push(close);
  return url;
}

const ask = (url: string, signal = AbortSignal.timeout(5000)) =>
  leanFetch(url, { headers: { 'x-asked': 'yes' }, redirect: 'manual', signal, limit: 1000 });

describe('the lean fetch', () => {
  it('gives status, headers and text, and sends what it is told', async () => {
    const url = await server((request, response) => {
      response.writeHead(404, { 'x-answer': String(request.headers['x-asked']) }).end('nö');
    });
    const answer = await ask(url);
    expect([answer.status, answer.headers.get('x-answer'), await answer.text()]).toEqual([404, 'yes', 'nö']);
    expect(answer.headers.get('x-missing')).toBeNull();
  });

  it('follows no redirect', async () => {
    const url = await server((_request, response) => response.writeHead(302, { location: '/on' }).end());
    expect((await ask(url)).status).toBe(302);
  });

  it('stops when it is told to', async () => {
    const url = await server(() => {});
    await expect(ask(url, AbortSignal.timeout(50))).rejects.toThrow('failed');
  });

  it.each(['before an answer', 'in its middle'])('fails when the connection breaks %s', async (when) => {
    const url = await server((request, response) => {
      if (when === 'in its middle') response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => request.socket.destroy(), 20);
    });
    await expect(ask(url)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });
});
