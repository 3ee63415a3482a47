import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { findSecrets } from '../helpers/secrets.js';
import { buildSite, type SiteFiles } from '../helpers/site.js';

const [TALK, SECRET, PUBLIC] = [
  'viU4poCVzwFMdHj8OgHqDd2a',
  'viQ7362qJLCtIPjcok1O6FIJ',
  'viqmTCjmDgYPIg4MHXc4mkv3',
];
/** In no gallery, but on a page. */
const SINGLE = 'vibPuz8VBFQ5mZAseOAihJy5';

const config = (options: string) => `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  experimental: { incrementalBuild: true },
  integrations: [vitrine({ authorize: './src/authorize.ts'${options} })],
};`;
const file = (front: string) => `---\n${front}\n---\n`;

const FILES: SiteFiles = {
  'astro.config.mjs': config(''),
  'src/authorize.ts': 'export const authorize = () => true;',
  'src/content/galleries/open.md': file(`title: Open\nvideos: [${TALK}, ${PUBLIC}]`),
  'src/content/galleries/members.md': file(`title: Members\naccess: members\nvideos: [${TALK}, ${SECRET}]`),
  'src/content/galleries/named.md': file(
    `title: Named\naccess: members\ndiscreet: false\nvideos: [${TALK}, ${PUBLIC}]`,
  ),
  'src/content/galleries/quiet.md': file(`title: Quiet\ndiscreet: true\nvideos: [${TALK}, ${PUBLIC}]`),
  'src/pages/single.astro': `---
import { Video } from 'astro-vitrine/components';
---
<html lang="en"><body><Video id="${SINGLE}" access="public" /><Video id="${SECRET}" access="members" /></body></html>`,
};

const KEY = Buffer.alloc(32, 3).toString('base64');
/** As where sharp was installed for another machine. */
const NO_SHARP = {
  'node_modules/sharp/package.json': '{"name":"sharp","version":"0.35.0","type":"module","main":"index.js"}',
  'node_modules/sharp/index.js': "throw new Error('Could not load the sharp module');",
};

const PREVIEW =
  /<span class="vitrine-preview" aria-hidden="true"><svg>(?:<rect fill="#[0-9a-f]{6}"\/>){6}<\/svg><\/span>/g;

/** The previews of a page by the ids of their videos. */
const previewsIn = (html: string): Record<string, string[]> =>
  Object.fromEntries(
    [...html.matchAll(/<li data-video="(vi\w+)".*?<\/li>/gs)].map(([card, id]) => [
      id,
      card.match(PREVIEW) ?? [],
    ]),
  );

/** What a build says of previews. */
const told = (output: string) => output.match(/\[astro-vitrine\].*(?:preview|sharp).*/gi) ?? [];

const it = siteTest({ files: FILES, variables: { ASTRO_KEY: KEY } })
  .extend(
    'html',
    async ({ folder }) =>
      (path: string) =>
        readFile(join(folder, 'dist/client', path, 'index.html'), 'utf8'),
  )
  /** Builds the site of this file once more. */
  .extend(
    'rebuild',
    async ({ built, sandbox }) =>
      () =>
        buildSite(built.folder, { ...sandbox.env, ASTRO_KEY: KEY }),
  )
  /** Builds a site of its own, and gives what it says of previews and its public gallery. */
  .extend('buildWith', async ({ makeSite, sandbox }) => async (files: SiteFiles) => {
    const folder = await makeSite({ ...FILES, ...files });
    const output = await buildSite(folder, sandbox.env);
    return {
      folder,
      told: told(output),
      html: await readFile(join(folder, 'dist/client/galleries/open/index.html'), 'utf8'),
    };
  });

describe('a built page', () => {
  it('of a public gallery holds a preview for each picture', async ({ built, html }) => {
    expect(told(built.output)).toEqual([
      expect.stringContaining('3 previews of pictures made with 2 reads at api.video'),
    ]);
    const open = previewsIn(await html('galleries/open'));
    expect(open[TALK]).toHaveLength(1);
    expect(open[PUBLIC]).toHaveLength(1);
    expect(open[TALK]).not.toEqual(open[PUBLIC]);
  });

  it.for(['members', 'named', 'quiet'])(
    'of a gallery that is not for all, or discreet, holds none: %s',
    async (gallery, { built, html }) => {
      expect(built.output).toContain('Complete!');
      const text = await html(`galleries/${gallery}`);
      expect(text).toContain(`data-video="${TALK}"`);
      expect(text).not.toMatch(/vitrine-preview|<svg|<rect/);
    },
  );

  it('with a single video holds its preview where it is for all', async ({ built, html }) => {
    expect(built.output).toContain('Complete!');
    const single = previewsIn(await html('single'));
    expect(single[SINGLE]).toHaveLength(1);
    expect(single[SECRET]).toEqual([]);
  });

  it('holds no token of the pictures, nor does what is kept', async ({ built, sandbox }) => {
    const { privateTokens, sessionTokens } = sandbox.issued();
    expect(privateTokens.length).toBeGreaterThan(2);
    expect(await findSecrets([built.folder], [...privateTokens, ...sessionTokens, sandbox.apiKey])).toEqual(
      [],
    );
  });
});

describe('the next build', () => {
  it('reads no picture again, and gives the same bytes', async ({ html, rebuild, sandbox }) => {
    const before = await html('galleries/open');
    const { used } = sandbox.counters();
    expect(told(await rebuild())).toEqual([]);
    expect(sandbox.counters().used).toBe(used);
    expect(await html('galleries/open')).toBe(before);
  });

  it('renders a page whose preview has come meanwhile', async ({ folder, html, rebuild, sandbox }) => {
    const before = await html('galleries/open');
    await rm(join(folder, 'node_modules/.astro/vitrine-previews.json'));
    sandbox.setFaults([{ kind: 'status', host: 'media', path: `*${TALK}*` }]);
    expect(told(await rebuild())).toEqual([expect.stringContaining('1 picture could not be had')]);
    const without = previewsIn(await html('galleries/open'));
    expect(without[TALK]).toEqual([]);
    expect(without[PUBLIC]).toHaveLength(1);
    sandbox.setFaults([]);
    await rebuild();
    expect(await html('galleries/open')).toBe(before);
  });
});

describe('a build without previews', () => {
  const isBare = (html: string) => html.includes(TALK) && !/vitrine-preview|<svg/.test(html);

  it('is one that does not want them: it reads nothing for them', async ({ buildWith, sandbox }) => {
    const { used } = sandbox.counters();
    const { folder, told, html } = await buildWith({ 'astro.config.mjs': config(', previews: false') });
    expect(isBare(html)).toBe(true);
    expect(told).toEqual([]);
    expect(sandbox.counters().used).toBe(used);
    await expect(stat(join(folder, 'node_modules/.astro/vitrine-previews.json'))).rejects.toThrow('ENOENT');
  });

  it('is one whose sharp is missing or broken: it says so in one line', async ({ buildWith, sandbox }) => {
    const { used } = sandbox.counters();
    const { told, html } = await buildWith(NO_SHARP);
    expect(isBare(html)).toBe(true);
    expect(told).toEqual([expect.stringContaining('run `npm install sharp`, or set `previews: false`')]);
    expect(sandbox.counters().used).toBe(used);
  });

  it('is one that gets no picture: it says so in one line', async ({ buildWith, sandbox }) => {
    sandbox.setFaults([{ kind: 'status', host: 'media' }]);
    const { told, html } = await buildWith({});
    sandbox.setFaults([]);
    expect(isBare(html)).toBe(true);
    expect(told).toEqual([expect.stringMatching(/0 previews .* 3 pictures could not be had/)]);
  });
});
