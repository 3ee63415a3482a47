import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { LABELS } from '../../integration/src/contract/labels.js';
import { startHttpServer } from '../../sandbox/test/helpers/http-server.js';
import { offeredInPage } from '../helpers/astro-editor.js';
import { completionsIn } from '../helpers/completions.js';
import { siteTest } from '../helpers/fixtures.js';
import { astro, createSite, dev, removeSite, type SiteFiles } from '../helpers/site.js';

const SUMMIT = { 'src/content/galleries/summit.md': '---\ntitle: Summit\nselect: {}\n---\n' };

const WARNING =
  /\[WARN\].* Videos could not be listed, so this run goes on with the last list \((\d+ videos?)\)/g;
const warnings = (output: string) => [...output.matchAll(WARNING)].map(([, count]) => count);

const it = siteTest({ sandbox: { videos: 24 } })
  /** Variables with a key, and an address where nothing listens. */
  .extend('away', async () => {
    const { url, close } = await startHttpServer(() => {});
    await close();
    return { APIVIDEO_API_KEY: 'k', APIVIDEO_API_URL: url };
  })
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('strictest', async ({}, { onCleanup }) => async (files: SiteFiles = {}) => {
    const folder = await createSite('strictest', files);
    onCleanup(() => removeSite(folder));
    return folder;
  });

describe('with a key, while api.video cannot be reached', () => {
  it('`astro sync` warns once and keeps the last list, and a build stops', async ({
    makeSite,
    sandbox,
    away,
  }) => {
    const folder = await makeSite(SUMMIT);
    const without = await astro(folder, 'sync', away);
    expect(without.code, without.output).toBe(0);
    expect(warnings(without.output)).toEqual(['0 videos']);
    const types = await readFile(join(folder, '.astro/content.d.ts'), 'utf8');
    expect(types).toContain('"galleries": Record<string, {');

    expect((await astro(folder, 'sync', sandbox.env)).code).toBe(0);
    const store = join(folder, 'node_modules/.astro/data-store.json');
    const before = await readFile(store, 'utf8');
    const { code, output } = await astro(folder, 'sync', away);
    expect(code, output).toBe(0);
    expect(warnings(output)).toEqual(['24 videos']);
    expect(output).toContain('could not be reached (ECONNREFUSED)');
    expect(await readFile(store, 'utf8')).toBe(before);

    const build = await astro(folder, 'build', away);
    expect(build.code).not.toBe(0);
    expect(build.output).toContain('Videos could not be listed. http');
  });
});

describe('`astro check` in the strictest configuration', () => {
  it('accepts every component, the files that options name, and collections of ours made larger', async ({
    strictest,
    away,
  }) => {
    const folder = await strictest();
    const { code, output } = await astro(folder, 'check', away);
    expect(output).toContain('- 0 errors');
    expect(output).toContain('- 0 warnings');
    expect(code).toBe(0);
    expect(warnings(output)).toEqual(['0 videos']);
  });
});

const EDITED = `import vitrine, { type Authorize } from 'astro-vitrine';
import { Gallery, Video } from 'astro-vitrine/components';
vitrine({ labels: { /*label*/ } });
Gallery({ id: '/*gallery*/' });
Video({ id: 'viko437Q3sCnjscoe6gQDDAn', access: '/*access*/' });
export const authorize: Authorize = (_context, { access }) => access === '/*rule*/';
`;

const PAGE = `---
import { Gallery, Video } from 'astro-vitrine/components';
---
<Gallery id="" />
<Video id="viko437Q3sCnjscoe6gQDDAn" access="" />
`;

const NAMES = Object.keys(LABELS).sort();
const draft = (access: string) => `---\ntitle: Later\ndraft: true\naccess: ${access}\nselect: {}\n---\n`;

describe('an editor', () => {
  it('completes galleries, access words and labels, and nothing is written where nothing changed', async ({
    strictest,
    away,
  }) => {
    const folder = await strictest({ 'src/content/galleries/2025/later.md': draft('staff') });
    const offered = () => completionsIn(folder, 'src/edited.ts', EDITED);
    expect(offered()).toMatchObject({ gallery: [], access: ['public'], label: NAMES });

    expect((await astro(folder, 'sync', away)).code).toBe(0);
    const words = ['members', 'public', 'staff'];
    const all = { gallery: ['2025/later', 'summit'], access: words, rule: words, label: NAMES };
    expect(offered()).toEqual(all);
    expect(await offeredInPage(folder, 'src/pages/index.astro', PAGE)).toEqual([all.gallery, words]);

    const file = join(folder, '.astro/integrations/astro-vitrine/site.d.ts');
    const long = new Date('2026-01-01');
    await utimes(file, long, long);
    expect((await astro(folder, 'sync', away)).code).toBe(0);
    expect((await stat(file)).mtime).toEqual(long);
    expect(offered()).toEqual(all);
  });

  it('completes what a file says as soon as it is saved in development', async ({ strictest, sandbox }) => {
    const folder = await strictest();
    const site = await dev(folder, sandbox.env);
    onTestFinished(site.close);
    await writeFile(join(folder, 'src/content/galleries/new.md'), draft('staff'));
    await expect
      .poll(() => readFile(join(folder, '.astro/integrations/astro-vitrine/site.d.ts'), 'utf8'))
      .toBe(
        'interface VitrineGalleries {\n  "new": true;\n  "summit": true;\n}\ninterface VitrineAccess {\n  "members": true;\n  "public": true;\n  "staff": true;\n}\n',
      );
  });
});
