import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Sandbox } from 'api-video-sandbox';
import { expect } from 'vitest';
import { examineBuild } from '../../integration/src/last-build/examine-build.js';
import { call } from '../../sandbox/test/helpers/run-sandbox.js';
import { siteTest } from '../helpers/fixtures.js';
import { findSecrets } from '../helpers/secrets.js';
import { astro, buildSite, childEnvironment, ROOT } from '../helpers/site.js';

const COMMAND = join(ROOT, 'integration/dist/cli/vitrine.js');
const ASTRO_KEY = Buffer.alloc(32, 1).toString('base64');
const SHOWN = 'viU4poCVzwFMdHj8OgHqDd2a';
const SINGLE = 'viQ7362qJLCtIPjcok1O6FIJ';
const ELSEWHERE = 'vi1KcQYJcA0jAfWSJb8Z77rF';
const OPENS = '2099-05-01T08:00:00Z';
const CLOSES = '2099-06-01T08:00:00Z';

const config = (experimental: object) => `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  experimental: ${JSON.stringify(experimental)},
  integrations: [vitrine()],
};`;

const file = (front: string) => `---\n${front}\n---\n`;
const FILES = {
  'src/content/galleries/one.md': file(`title: One\nvideos: [${SHOWN}]\nunpublishAt: ${CLOSES}`),
  'src/content/galleries/coming.md': file(`title: Coming\nvideos: [${SHOWN}]\npublishAt: ${OPENS}`),
  'src/content/galleries/draft.md': file(
    `title: Draft\ndraft: true\nvideos: [${SHOWN}]\npublishAt: 2098-01-01T00:00:00Z`,
  ),
  'src/content/galleries/found.md': file('title: Found\nselect: { tags: [stale-news] }'),
  'src/pages/index.astro': `---\nimport { Video } from 'astro-vitrine/components';\n---\n<html lang="en"><body><Video id="${SINGLE}" /></body></html>`,
};

const it = siteTest();

/** What the command says in the folder of a site, with the reads that it took. */
async function stale(folder: string, sandbox: Sandbox, ...argv: string[]) {
  const { reads } = sandbox.counters();
  const env = childEnvironment({ ...sandbox.env, ASTRO_KEY });
  const [code, told] = await new Promise<[number, string]>((resolve) =>
    execFile(process.execPath, [COMMAND, 'stale', ...argv], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve([Number(error?.code ?? 0), stdout + stderr]),
    ),
  );
  return { code, told, reads: sandbox.counters().reads - reads };
}

const edit = (sandbox: Sandbox, id: string, body: object) => call(sandbox, 'PATCH', `/videos/${id}`, body);

it.for([
  ['a usual site', {}],
  [
    'a site that keeps pages, and its store in parts',
    { incrementalBuild: true, collectionStorage: 'chunked' },
  ],
] as const)('%s', { timeout: 180_000 }, async ([, experimental], { makeSite, sandbox }) => {
  sandbox.reset();
  const folder = await makeSite({ ...FILES, 'astro.config.mjs': config(experimental) });
  const variables = { ...sandbox.env, ASTRO_KEY };
  expect(await stale(folder, sandbox)).toMatchObject({ code: 0, reads: 1 });

  await buildSite(folder, variables);
  expect(await stale(folder, sandbox)).toMatchObject({ code: 1, reads: 1 });

  // What brings the store up to date without a build must hide nothing.
  await edit(sandbox, ELSEWHERE, { title: 'Another title' });
  expect((await astro(folder, 'sync', variables)).code).toBe(0);
  expect(await stale(folder, sandbox)).toMatchObject({ code: 0, reads: 1 });
  expect(await stale(folder, sandbox, '--shown')).toMatchObject({ code: 1, reads: 1 });
  await edit(sandbox, SHOWN, { description: 'Another description' });
  expect(await stale(folder, sandbox, '--shown')).toMatchObject({ code: 0, reads: 1 });

  await buildSite(folder, variables);
  expect(await stale(folder, sandbox)).toMatchObject({ code: 1, reads: 1 });
  await edit(sandbox, ELSEWHERE, { tags: ['stale-news'] });
  expect(await stale(folder, sandbox, '--shown')).toMatchObject({ code: 0, reads: 1 });
  await edit(sandbox, ELSEWHERE, { tags: [] });
  expect(await stale(folder, sandbox, '--shown')).toMatchObject({ code: 1, reads: 1 });
  await edit(sandbox, SINGLE, { title: 'Another title' });
  expect(await stale(folder, sandbox, '--shown')).toMatchObject({ code: 0, reads: 1 });

  const left = join(folder, 'node_modules/.astro/vitrine-build.json');
  expect(JSON.parse(await readFile(left, 'utf8')).next).toBe(Date.parse(OPENS));
  const { privateTokens, sessionTokens } = sandbox.issued();
  const secrets = [...privateTokens, ...sessionTokens, sandbox.apiKey, ASTRO_KEY];
  expect(await findSecrets([join(folder, 'node_modules/.astro')], secrets)).toEqual([]);

  const { apiKey, apiUrl } = sandbox;
  const [before, after] = await Promise.all(
    [-1, 0].map((moved) =>
      examineBuild({
        access: { apiKey, apiUrl },
        astroKey: ASTRO_KEY,
        file: pathToFileURL(left),
        fileName: 'vitrine-build.json',
        onlyShown: false,
        time: Date.parse(OPENS) + moved,
      }),
    ),
  );
  const clock = expect.objectContaining({ id: 'clock' });
  expect(before?.reasons).not.toContainEqual(clock);
  expect(after?.reasons).toContainEqual(clock);
});
