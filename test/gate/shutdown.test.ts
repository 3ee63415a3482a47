import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendHttp } from '../helpers/http-request.js';
import { createMembersSite, grantsOf } from '../helpers/members-site.js';
import { freePort } from '../helpers/redis.js';
import { astro, ROOT, removeSite } from '../helpers/site.js';
import { startInstance } from '../instances/instance.js';

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false, latency: 700 });
  folder = await createMembersSite({ open: 'select: { tags: [summit-2026], limit: 4 }' });
  await copyFile(join(ROOT, 'server.mjs'), join(folder, 'server.mjs'));
  expect((await astro(folder, 'build', sandbox.env)).output).toContain('Complete!');
});

afterAll(async () => {
  await sandbox?.close();
  if (folder) await removeSite(folder);
});

it('answers what is under way when it is told to end, takes nothing new, and leaves with code 0', async () => {
  const port = await freePort();
  const instance = await startInstance(folder, port, sandbox.env);
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
