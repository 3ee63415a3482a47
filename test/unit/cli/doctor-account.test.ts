import { readFileSync } from 'node:fs';
import type { Sandbox } from 'api-video-sandbox';
import { describe, expect, it } from 'vitest';
import { PRODUCTION_URL } from '../../../integration/src/api-video/credentials.js';
import { DOCUMENT, exitCodeOf } from '../../../integration/src/cli/doctor/doctor-report.js';
import { TEST_URL } from '../../../integration/src/cli/doctor/environment-of-key.js';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';
import { privateVideo, runSandbox } from '../../../sandbox/test/helpers/run-sandbox.js';
import { examined } from './examined.js';

/** api.video's two environments, each played by a sandbox with a key of its own. */
async function environments() {
  const production = await runSandbox({ apiKey: 'production-key' });
  const test = await runSandbox({ apiKey: 'test-key', limits: { reads: 100, writes: 40, uploads: 40 } });
  const fetch: typeof globalThis.fetch = (url, init) =>
    globalThis.fetch(
      String(url).replace(PRODUCTION_URL, production.apiUrl).replace(TEST_URL, test.apiUrl),
      init,
    );
  return { production, test, fetch };
}

describe('vitrine doctor', () => {
  it('mints nothing without --video', async () => {
    const sandbox = await runSandbox();
    const result = await examined(sandbox);
    expect(exitCodeOf(result)).toBe(0);
    expect(sandbox.counters().minted).toBe(0);
    expect(result.said('quota')).toMatch(/^ok: 500 reads a minute, \d+ left/);
  });

  it('answers what the document calls open, section by section, or says why not', async () => {
    const document = new URL('../../../sandbox/docs/api-video.md', import.meta.url);
    const open = readFileSync(document, 'utf8')
      .split(/^## /m)
      .filter((section) => section.includes('\n**Open:**'))
      .map((section) => section.split('\n', 1)[0]);
    const sandbox = await runSandbox();
    const { videoId } = await privateVideo(sandbox);
    const { findings } = await examined(sandbox, videoId);
    const answered = new Set(findings.flatMap(({ question }) => question ?? []));
    expect([...answered].sort()).toEqual(open.sort());
  });

  it('names the document by its address', () => {
    const { homepage } = JSON.parse(readFileSync('sandbox/package.json', 'utf8'));
    expect(DOCUMENT).toBe(`${homepage.replace('/tree/', '/blob/').replace('#readme', '')}/docs/api-video.md`);
  });

  it.each([
    [
      PRODUCTION_URL,
      'test-key',
      "it is a key of api.video's test environment",
      `set APIVIDEO_API_URL=${TEST_URL}`,
    ],
    [TEST_URL, 'production-key', 'it is a key of production', 'leave APIVIDEO_API_URL unset'],
  ])('at %s, knows a key of the other environment', async (apiUrl, apiKey, found, advice) => {
    const { production, fetch } = await environments();
    const result = await examined(production, undefined, { apiUrl, apiKey, fetch });
    expect(result.said('key')).toContain(found);
    expect(result.findings[0]?.advice).toContain(advice);
    expect(exitCodeOf(result)).toBe(1);
  });

  it('knows a key of neither', async () => {
    const { production, fetch } = await environments();
    const result = await examined(production, undefined, { apiUrl: TEST_URL, apiKey: 'mistyped', fetch });
    expect(result.said('key')).toMatch(/^problem: .* and so does the other environment\.$/);
  });

  it("says what the test environment's quota and its videos mean", async () => {
    const { test, fetch } = await environments();
    const result = await examined(test, undefined, { apiUrl: TEST_URL, apiKey: 'test-key', fetch });
    expect(result.said('quota')).toContain('100 reads a minute');
    expect(result.findings.map(({ advice }) => advice).join(' ')).toContain('limits: { reads: 25 }');
    expect(result.findings[0]?.advice).toContain('disappear after 24 hours');
  });

  it('tells a gateway, and an API that refuses, from api.video', async () => {
    const gateway = await startHttpServer((_request, response) => response.writeHead(502).end('<html>'));
    const sandbox: Sandbox = await runSandbox({ faults: [{ kind: 'status', status: 403 }] });
    const elsewhere = await examined(sandbox, undefined, { apiUrl: gateway.url });
    expect(elsewhere.said('account')).toContain("answered 502, in a form that is not api.video's");
    expect(exitCodeOf(elsewhere)).toBe(3);
    expect(exitCodeOf(await examined(sandbox))).toBe(1);
    await gateway.close();
  });
});
