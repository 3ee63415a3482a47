import { describe, expect } from 'vitest';
import { parseSandboxArguments } from '../src/cli/arguments.js';
import type { Sandbox, SandboxOptions } from '../src/index.js';
import { it } from './helpers/fixtures.js';
import { privateVideo, runSandbox, sessionUrl } from './helpers/run-sandbox.js';

const key = { authorization: `Basic ${btoa('vitrine-sandbox-key:')}` };
const at = (sandbox: Sandbox, path: string, init: RequestInit = {}) =>
  fetch(sandbox.apiUrl + path, { headers: key, ...init });

type Error = [status: number, what: string, (sandbox: Sandbox) => Promise<Response>, SandboxOptions?];

const errors: Error[] = [
  [400, 'a bad query', (s) => at(s, '/videos?colour=red')],
  [400, 'a bad payload', (s) => at(s, '/videos', { method: 'POST', body: '{' })],
  [
    400,
    'a bad login',
    (s) => at(s, '/auth/api-key', { method: 'POST', body: '{"apiKey":"x"}', headers: {} }),
  ],
  [401, 'a missing login', (s) => at(s, '/videos', { headers: {} })],
  [404, 'an unknown video', (s) => at(s, '/videos/viNone')],
  [405, 'a wrong method', (s) => at(s, '/videos', { method: 'PUT' })],
  [413, 'too much', (s) => at(s, '/videos', { method: 'POST', body: ' '.repeat(2_000_000) })],
  [429, 'a limit', (s) => at(s, '/videos'), { limits: { reads: 0, writes: 0, uploads: 0 } }],
  [401, 'a fault', (s) => at(s, '/videos'), { faults: [{ kind: 'status', status: 401 }] }],
  [
    404,
    'a used token',
    async (s) => {
      const url = sessionUrl(await privateVideo(s));
      await fetch(url);
      return fetch(url);
    },
  ],
];

const typeOf = (response: Response) => response.headers.get('content-type');

describe('errors', () => {
  it.each(errors)(
    'are application/problem+json where the switch says so: %i, %s',
    async (status, _what, ask, more) => {
      const response = await ask(await runSandbox({ problemJson: true, ...more }));
      expect(response.status).toBe(status);
      expect(typeOf(response)).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ status });
    },
  );

  it.each(errors)('are application/json otherwise: %i, %s', async (_status, _what, ask, more) => {
    expect(typeOf(await ask(await runSandbox(more)))).toBe('application/json');
  });

  it('alone change their type, whatever type the other answers have', async () => {
    const contentType = 'application/json; charset=utf-8';
    const sandbox = await runSandbox({ contentType, problemJson: true });
    expect(typeOf(await at(sandbox, '/videos'))).toBe(contentType);
    expect(typeOf(await at(sandbox, '/videos/viNone'))).toBe('application/problem+json');
    sandbox.setOptions({ problemJson: false });
    expect(typeOf(await at(sandbox, '/videos/viNone'))).toBe(contentType);
  });

  it('change it while the sandbox runs, by the admin API, and by a flag of the command', async ({
    sandbox,
  }) => {
    await at(sandbox, '/_sandbox/switches', { method: 'PATCH', body: '{"problemJson":true}' });
    expect(typeOf(await at(sandbox, '/videos/viNone'))).toBe('application/problem+json');
    expect(parseSandboxArguments(['--problem-json']).options).toMatchObject({ problemJson: true });
    expect(parseSandboxArguments([]).options).not.toHaveProperty('problemJson');
  });
});
