import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from 'api-video-sandbox';
import { describe, expect } from 'vitest';
import { WORDS_FOLDER } from '../../integration/src/contract/shown-words.js';
import { siteTest } from '../helpers/fixtures.js';
import { findSecrets } from '../helpers/secrets.js';
import { buildSite } from '../helpers/site.js';

const CONFIG = (output: string) => `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  output: '${output}',
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine()],
};`;
const GALLERY = '---\ntitle: Canary gallery\nselect: { sort: createdAt }\n---\nCanary text.\n';

/** Builds a site whose only pages are ours and a plain one, and further files. */
const it = siteTest().extend(
  'build',
  async ({ makeSite }) =>
    async (videos: number, output: 'static' | 'server', files: Record<string, string> = {}) => {
      const sandbox = await startSandbox({ limits: false, videos });
      try {
        const site = await makeSite({
          'astro.config.mjs': CONFIG(output),
          'src/content/galleries/all.md': GALLERY,
          ...files,
        });
        await buildSite(site, { ...sandbox.env, ASTRO_KEY: Buffer.alloc(32, 1).toString('base64') });
        const server = join(site, 'dist/server');
        return { server, words: join(server, WORDS_FOLDER), client: join(site, 'dist/client') };
      } finally {
        await sandbox.close();
      }
    },
);

/** Bytes of all files below a folder. */
async function bytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** A title of the sandbox, and what the gallery file says. */
const CANARIES = ['Opening: ', 'Canary gallery', 'Canary text.'];

const ON_DEMAND = `---
import { Gallery } from 'astro-vitrine/components';
export const prerender = false;
---
<html lang="en"><body><Gallery id="all" /></body></html>`;

describe.each(['static', 'server'] as const)('the server of a site with output: %s', (output) => {
  it('holds nothing of the content store, and is as large for a thousand videos as for 24', async ({
    build,
  }) => {
    const [small, large] = [await build(24, output), await build(1000, output)];
    expect(await findSecrets([large.client], CANARIES)).not.toEqual([]);
    // What pages say lies beside the server's code, which reads a little of it when it needs it.
    expect(await findSecrets([large.words], CANARIES)).not.toEqual([]);
    for (const { words } of [small, large]) await rm(words, { recursive: true });
    expect(await findSecrets([large.server], CANARIES)).toEqual([]);
    expect(await bytes(large.server)).toBe(await bytes(small.server));
  });
});

it('is brought in by a page of the site itself that shows a gallery on demand', async ({ build }) => {
  const { server } = await build(24, 'static', { 'src/pages/live.astro': ON_DEMAND });
  const found = await findSecrets([server], CANARIES);
  expect(new Set(found.map(({ secret }) => secret))).toEqual(new Set([0, 1, 2]));
});
