import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../integration/src/sandbox/index.js';
import { installOutside, type Outside } from '../helpers/outside.js';
import { ROOT, type RunningSite, serve } from '../helpers/site.js';

const run = promisify(execFile);

let outside: Outside;
let folder: string;
let sandbox: Sandbox;
let site: RunningSite | undefined;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  outside = await installOutside();
  folder = outside.folder;
  await cp(join(ROOT, 'test/fixtures/minimal'), folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), outside.manifest);
});

afterAll(async () => {
  await site?.close();
  await sandbox?.close();
  await outside?.remove();
});

it('builds and serves a gallery in a site of its own, with no options', async () => {
  await cp(join(ROOT, 'test/fixtures/gallery.md'), join(folder, 'src/content/galleries/summit.md'));
  const { output } = await outside.astro(folder, 'build', sandbox.env);
  expect(output).toContain('/galleries/summit/index.html');
  site = await serve(folder, sandbox.env);
  const page = await (await fetch(`${site.url}/galleries/summit/`)).text();
  const grants = [...page.matchAll(/ grant="([^"]+)"/g)].map(([, grant]) => grant);
  expect(grants.length).toBeGreaterThan(10);
  const answer = await fetch(new URL('/_vitrine/tokens', site.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: site.url },
    body: JSON.stringify({ grants }),
  });
  const { videos } = (await answer.json()) as { videos: { status: string; assets: { thumbnail: string } }[] };
  expect(new Set(videos.map(({ status }) => status))).toEqual(new Set(['ready']));
  const picture = await fetch(videos[0]?.assets.thumbnail ?? '');
  expect(picture.headers.get('content-type')).toBe('image/jpeg');
});

it('gives plain Node the command and the sandbox', async () => {
  const vitrine = join(folder, 'node_modules/.bin/vitrine');
  const help = await run(vitrine, ['--help'], { cwd: folder });
  expect(help.stdout).toMatch(/^ +sandbox /m);
  const script =
    "import { startSandbox } from 'astro-vitrine/sandbox'; const s = await startSandbox(); console.log(s.apiUrl); await s.close();";
  const started = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
  expect(started.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
});
