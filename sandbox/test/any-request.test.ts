import { request } from 'node:http';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { runSandbox } from './helpers/run-sandbox.js';

const piece = fc.oneof(
  fc.constantFrom(
    'videos',
    'vod',
    'token',
    'session',
    'hls',
    'captions',
    'tags',
    'upload',
    '_sandbox',
    '_player',
    'auth',
    '..',
    '%',
    '%E0%A4%A',
    '',
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[^\x21-\x7e]/g, '')),
);
const headerValue = fc.string({ maxLength: 30 }).map((text) => text.replace(/[^\x20-\x7e]/g, ''));

const anyRequest = fc.record({
  host: fc.nat(2),
  method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'HEAD', 'OPTIONS'),
  path: fc.array(piece, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`.replace(/[\s#]/g, '')),
  query: fc.array(piece, { maxLength: 3 }).map((parts) => parts.join('=').replace(/[\s#]/g, '')),
  range: headerValue,
  contentRange: headerValue,
  contentType: fc.constantFrom(
    'application/json',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'text/plain',
  ),
  body: fc.oneof(fc.string({ maxLength: 60 }), fc.json({ maxDepth: 2 })),
});

function send(origin: string, one: typeof anyRequest extends fc.Arbitrary<infer Value> ? Value : never) {
  return new Promise<number | undefined>((resolve, reject) => {
    const headers = {
      authorization: `Basic ${btoa('vitrine-sandbox-key:')}`,
      range: one.range,
      'content-range': one.contentRange,
      'content-type': one.contentType,
    };
    const path = one.query ? `${one.path}?${one.query}` : one.path;
    const call = request(origin, { method: one.method, path, headers, agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    });
    call.once('error', reject);
    call.end(one.method === 'GET' || one.method === 'HEAD' ? undefined : one.body);
  });
}

it('answers any request, and never with a failure of its own', async () => {
  const failures = vi.spyOn(console, 'error');
  const sandbox = await runSandbox({ limits: false, encodingTime: 0 });
  const origins = [sandbox.apiUrl, sandbox.mediaUrl, sandbox.embedUrl];
  await fc.assert(
    fc.asyncProperty(anyRequest, async (one) => {
      const status = await send(origins[one.host] ?? '', one);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 400 },
  );
  expect(failures).not.toHaveBeenCalled();
}, 30_000);
