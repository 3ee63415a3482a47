import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../integration/src/sandbox/index.js';
import { astro, ROOT, type RunningSite, serve } from '../helpers/site.js';

const run = promisify(execFile);

/** The versions that the workspace has, so that both sides of the test speak of the same Astro. */
async function installedVersion(name: string): Promise<string> {
  return JSON.parse(await readFile(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

let folder: string;
let sandbox: Sandbox;
let site: RunningSite | undefined;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  folder = await mkdtemp(join(tmpdir(), 'vitrine-tarball-'));
  const packed = await run(
    'npm',
    ['pack', '--json', '--pack-destination', folder, '--workspace', 'astro-vitrine'],
    {
      cwd: ROOT,
    },
  );
  const { filename } = JSON.parse(packed.stdout.slice(packed.stdout.indexOf('[')))[0];
  await cp(join(ROOT, 'test/fixtures/minimal'), folder, { recursive: true });
  const dependencies = {
    astro: await installedVersion('astro'),
    '@astrojs/node': await installedVersion('@astrojs/node'),
    'astro-vitrine': `file:./${filename}`,
  };
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'outside', private: true, type: 'module', dependencies }),
  );
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
  });
});

afterAll(async () => {
  await site?.close();
  await sandbox?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

it('builds and serves a gallery in a site of its own, with no options', async () => {
  await cp(join(ROOT, 'test/fixtures/gallery.md'), join(folder, 'src/content/galleries/summit.md'));
  const { output } = await astro(folder, 'build', sandbox.env);
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
