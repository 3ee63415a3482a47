import { expect, it } from 'vitest';
import { call, openSession, runSandbox } from './helpers/run-sandbox.js';

/** One visit of everything that makes tokens, ids or chances; ports are the only thing that may differ. */
async function visit(seed: number) {
  const sandbox = await runSandbox({
    seed,
    clock: () => Date.UTC(2026, 0, 1),
    faults: [{ kind: 'status', path: '/tags', chance: 0.5 }],
  });
  const list = await call(sandbox, 'GET', '/videos?pageSize=10');
  const created = await call(sandbox, 'POST', '/videos', { title: 'New', public: false });
  const read = await call(sandbox, 'GET', `/videos/${created.json.videoId}`);
  const session = await openSession((await call(sandbox, 'GET', '/videos?tags[]=members')).json.data[0]);
  const bearer = await call(sandbox, 'POST', '/auth/api-key', { apiKey: sandbox.apiKey });
  const upload = await call(sandbox, 'POST', '/upload-tokens', {});
  const chances: number[] = [];
  for (let index = 0; index < 8; index++) chances.push((await call(sandbox, 'GET', '/tags')).status);
  const seen = [
    list.json,
    created.json,
    read.json,
    session,
    bearer.json,
    upload.json,
    chances,
    sandbox.issued(),
  ];
  return JSON.stringify(seen).replace(/127\.0\.0\.1:\d+/g, 'sandbox');
}

it('repeats everything under a seed', async () => {
  expect(await visit(5)).toBe(await visit(5));
  expect(await visit(5)).not.toBe(await visit(6));
});

it('begins again with a reset', async () => {
  const sandbox = await runSandbox({ seed: 5 });
  const read = async () => (await call(sandbox, 'GET', '/videos?pageSize=3')).json;
  const first = await read();
  await call(sandbox, 'DELETE', `/videos/${first.data[0].videoId}`);
  expect(await read()).not.toEqual(first);
  sandbox.reset();
  expect(await read()).toEqual(first);
});
