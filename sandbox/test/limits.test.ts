import { describe, expect } from 'vitest';
import { it } from './helpers/fixtures.js';
import { call, runSandbox } from './helpers/run-sandbox.js';

describe('limits', () => {
  it('count each class by the minute and say so in headers', async () => {
    let now = 30_500;
    const sandbox = await runSandbox({ limits: { reads: 2, writes: 1, uploads: 1 }, clock: () => now });
    const read = () => call(sandbox, 'GET', '/videos?pageSize=1');
    expect((await read()).headers.get('x-ratelimit-remaining')).toBe('1');
    const last = await read();
    expect(last.headers.get('x-ratelimit-limit')).toBe('2');
    expect(last.headers.get('x-ratelimit-retry-after')).toBe('30');
    expect(await read()).toMatchObject({ status: 429, json: { title: 'Too many requests.', status: 429 } });
    expect((await call(sandbox, 'POST', '/videos', { title: 'x' })).status).toBe(201);
    now = 60_000;
    expect((await read()).status).toBe(200);
    expect(sandbox.counters()).toMatchObject({ reads: 3, writes: 1, limited: 1 });
  });

  it('can be switched off', async () => {
    const sandbox = await runSandbox({ limits: false });
    expect((await call(sandbox, 'GET', '/videos')).headers.has('x-ratelimit-limit')).toBe(false);
  });
});

it('names a taken port and what to do', async ({ sandbox }) => {
  const apiPort = Number(new URL(sandbox.apiUrl).port);
  await expect(runSandbox({ apiPort })).rejects.toThrow(`port ${apiPort} is taken`);
});
