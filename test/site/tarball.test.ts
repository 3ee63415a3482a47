import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { sendHttp } from '../helpers/http-request.js';
import { outsideTest } from '../helpers/outside.js';
import { recipe } from '../helpers/recipe.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { ROOT, serve } from '../helpers/site.js';

const run = promisify(execFile);

/** What `astro add node astro-vitrine` writes. */
const ADDED = `import { defineConfig } from 'astro/config';
import node from '@astrojs/node';
import vitrine from 'astro-vitrine';

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  integrations: [vitrine()],
});
`;

/** The site has at its top what `@babel/core` may have put there, too old for the server. */
const withOlder = outsideTest(['lru-cache'], { 'lru-cache': '5.1.1' });

/** The folder of a site that has followed the README's steps and no others, built. */
const it = withOlder.extend('followed', { scope: 'file' }, async ({ outside, sandbox }) => {
  const { folder, manifest } = outside;
  await cp(join(ROOT, 'test/fixtures/starters/minimal'), folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), manifest);
  await writeFile(join(folder, 'astro.config.mjs'), ADDED);
  const config = await recipe('integration/README.md', 'src/content.config.ts');
  await writeFile(join(folder, 'src/content.config.ts'), config);
  await mkdir(join(folder, 'src/content/galleries'), { recursive: true });
  const gallery = await recipe('integration/README.md', 'title: Spring summit');
  await writeFile(join(folder, 'src/content/galleries/spring-summit.md'), gallery);
  const { output } = await outside.astro(folder, 'build', sandbox.env);
  expect(output).toContain('/galleries/spring-summit/index.html');
  return folder;
});

it("paints thumbnails in a site that has followed the README's steps and no others", async ({
  browser,
  followed,
  sandbox,
}) => {
  const site = await serve(followed, sandbox.env);
  onTestFinished(site.close);
  const page = await browser.newPage();
  const { errors } = watchPage(page);
  await page.goto(`${site.url}/galleries/spring-summit/`);
  expect(await waitForThumbnails(page)).toBeGreaterThan(2);
  expect(errors).toEqual([]);
});

it('needs no client of Redis to build and serve, and says how to install it where one is configured', async ({
  followed: folder,
  sandbox,
}) => {
  expect(existsSync(join(folder, 'node_modules/@redis'))).toBe(false);
  const configured = await serve(folder, { ...sandbox.env, VITRINE_REDIS_URL: 'redis://127.0.0.1:6379' });
  onTestFinished(configured.close);
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const asked = { method: 'POST', headers, body: '{"grants":[]}' };
  for (let request = 0; request < 3; request++)
    expect((await sendHttp(`${configured.url}/_vitrine/tokens`, asked)).status).toBe(200);
  await configured.close();
  expect(configured.output().match(/run `npm install @redis\/client`/g)).toHaveLength(1);
});

it('gives plain Node the command and the sandbox', async ({ followed: folder }) => {
  const vitrine = join(folder, 'node_modules/.bin/vitrine');
  const help = await run(vitrine, ['--help'], { cwd: folder });
  expect(help.stdout).toMatch(/^ +sandbox /m);
  for (const [name, ...argv] of [['api-video-sandbox'], ['vitrine', 'sandbox']] as const) {
    const command = join(folder, 'node_modules/.bin', name);
    const { stdout } = await run(command, [...argv, '--help'], { cwd: folder });
    expect(stdout).toContain(`Usage: ${[name, ...argv].join(' ')} [options]`);
  }
  for (const name of ['api-video-sandbox', 'astro-vitrine/sandbox']) {
    const script = `import { startSandbox } from '${name}';
      const sandbox = await startSandbox();
      console.log((await fetch(\`\${sandbox.mediaUrl}/\`)).status, sandbox.apiUrl);
      await sandbox.close();`;
    const started = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
    expect(started.stdout).toMatch(/^404 http:\/\/127\.0\.0\.1:\d+/);
  }
});
