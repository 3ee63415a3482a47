import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { sendHttp } from '../helpers/http-request.js';
import { grantsOf, membersSite } from '../helpers/members-site.js';
import { freePort } from '../helpers/redis.js';
import { ROOT } from '../helpers/site.js';
import { startInstance } from '../instances/instance.js';

const it = siteTest({
  files: {
    ...membersSite({ open: 'select: { tags: [summit-2026], limit: 4 }' }),
    'server.mjs': await readFile(join(ROOT, 'server.mjs'), 'utf8'),
  },
  sandbox: { limits: false, latency: 700 },
});

it('answers what is under way when it is told to end, takes nothing new, and leaves with code 0', async ({
  built: { folder },
  sandbox,
}) => {
  const port = await freePort();
  const instance = await startInstance(folder, port, sandbox.env);
  onTestFinished(async () => {
    await instance.end('SIGKILL');
  });
  const endpoint = `http://127.0.0.1:${port}/_vitrine/tokens`;
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const body = JSON.stringify({ grants: await grantsOf(folder, 'open') });
  const built = sandbox.counters().reads;
  const underWay = sendHttp(endpoint, { method: 'POST', headers, body });
  await expect.poll(() => sandbox.counters().reads, { timeout: 10_000 }).toBeGreaterThan(built);
  const ended = instance.end('SIGTERM');
  expect(JSON.parse((await underWay).text).videos).toEqual(
    expect.arrayContaining([expect.objectContaining({ status: 'ready' })]),
  );
  expect(await ended).toBe(0);
  await expect(sendHttp(endpoint, { method: 'POST', headers, body })).rejects.toThrow('ECONNREFUSED');
});
