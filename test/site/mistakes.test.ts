import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { astro, buildSite, dev } from '../helpers/site.js';

const ID = 'viko437Q3sCnjscoe6gQDDAn';
const SECRET = 'c0ffee00-secret-token';

const it = siteTest()
  /** Writes files of galleries by their names, takes them away after the test, and gives what a command prints. */
  .extend('write', async ({ folder }, { onCleanup }) => {
    const at = (name: string) => join(folder, 'src/content/galleries', name);
    const names: string[] = [];
    onCleanup(async () => {
      for (const name of names) await rm(at(name), { force: true });
    });
    return async (files: Record<string, string>) => {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(at(name)), { recursive: true });
        await writeFile(at(name), text);
        names.push(name);
      }
    };
  });

const BROKEN = {
  'a-schema.md': `---\ntitel: A\nvideos:\n  - ${ID}\n  - id: ${ID}\n    caption: [x, { y: z }]\n  - { caption: no id }\ndraft: yes\n---\n`,
  'b-colon.md': `---\ntitle: Spring: the talks\nvideos: [${ID}]\n---\n`,
  'c-tab.md': `---\ntitle: C\nvideos:\n\t- ${ID}\n---\n`,
  'd-quote.md': `---\ntitle: "D\nvideos: [${ID}]\n---\n`,
  'e-end.md': `---\ntitle: E\nvideos: [${ID}]\n\nSome text.\n`,
  'f-begin.md': `title: F\nvideos: [${ID}]\n---\n`,
  'g-right.md': `---\ntitle: G\nvideos: [${ID}]\n---\n`,
  'h-both.md': `---\ntitle: H\nvideos: [${ID}]\nselect: { tags: [a] }\n---\n`,
};

const TOLD = [
  'src/content/galleries/a-schema.md:2: `titel`: there is no `titel` here; write `title`.',
  'src/content/galleries/a-schema.md:6: `caption` of the second video: write the caption as text.',
  'src/content/galleries/a-schema.md:7: `id` of the third video: there is no `id`; write its id, such as vi4k0jvEUuaTdRAEjQ4Jfrgz, or { id: vi…, title: …, caption: … }.',
  'src/content/galleries/a-schema.md:8: `draft`: write true or false.',
  'src/content/galleries/b-colon.md:2: there is a colon in the text; put the text in quotes: title: "…: …".',
  'src/content/galleries/c-tab.md:4: there is a tab; write spaces instead.',
  'src/content/galleries/d-quote.md:2: a quote is opened and not closed; write " at the end of the text.',
  'src/content/galleries/e-end.md:5: the second line of three hyphens is missing; write --- below the last key.',
  'src/content/galleries/f-begin.md:1: the first line has to be three hyphens, with nothing before them; write ---.',
  'src/content/galleries/h-both.md:3: `videos`: write either `videos:` (a list of ids) or `select:` (a query), one of the two.',
];

/** Without the marks that a terminal shows as type. */
const plain = (output: string) => output.replaceAll('`', '');

it('a build tells all mistakes of all files, each with its line', async ({ folder, sandbox, write }) => {
  await write(BROKEN);
  for (let time = 0; time < 2; time++) {
    const { code, output } = await astro(folder, 'build', sandbox.env);
    expect(code).not.toBe(0);
    const missing = TOLD.filter((line) => !plain(output).includes(plain(line)));
    expect(missing, output).toEqual([]);
    expect(output).not.toMatch(/\*\*\*\*|videos\.\d|:0:0|Invalid input|zod|YAMLException/i);
  }
});

it('development goes on, logs them, and the page of such a gallery says them until the file is put right', async ({
  folder,
  sandbox,
  write,
}) => {
  await write(BROKEN);
  const site = await dev(folder, sandbox.env);
  try {
    const missing = TOLD.filter((line) => !plain(site.output()).includes(plain(line)));
    expect(missing, site.output()).toEqual([]);
    const page = (name: string) => fetch(`${site.url}/galleries/${name}/`);
    expect((await page('g-right')).status).toBe(200);
    const logged = () => site.output().split('there is a colon in the text').length - 1;
    expect(logged()).toBe(1);
    expect((await page('b-colon')).status).toBe(500);
    await expect.poll(logged).toBeGreaterThan(1);
    await write({ 'b-colon.md': BROKEN['b-colon.md'].replace('Spring: the talks', '"Spring: the talks"') });
    await expect.poll(async () => (await page('b-colon')).status, { timeout: 20_000 }).toBe(200);
    await write({ 'g-right.md': BROKEN['g-right.md'].replace('title', 'titel') });
    await expect.poll(() => site.output(), { timeout: 20_000 }).toContain('g-right.md:2');
  } finally {
    await site.close();
  }
});

it('the token of a pasted address is in nothing that is built or printed', async ({
  folder,
  sandbox,
  write,
}) => {
  await write({
    'pasted.md': `---\ntitle: P\nvideos:\n  - https://embed.api.video/vod/${ID}?token=${SECRET}\n---\n`,
  });
  const output = await buildSite(folder, sandbox.env);
  expect(output).not.toContain(SECRET);
  const html = await readFile(join(folder, 'dist/client/galleries/pasted/index.html'), 'utf8');
  expect(html).toContain(ID);
  expect(await readFile(join(folder, 'node_modules/.astro/data-store.json'), 'utf8')).not.toContain(SECRET);
});

it('entries that a function gives are told by their ids', async ({ makeSite, sandbox }) => {
  const site = await makeSite({
    'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { gallerySchema, videoLoader } from 'astro-vitrine/content';
const galleries = defineCollection({
  loader: async () => [
    { id: 'one', title: 'One', select: {}, season: 4 },
    { id: 'two', select: {}, season: 'spring' },
  ],
  schema: (context) => gallerySchema()(context).extend({ season: z.string() }),
});
const all = { videos: defineCollection({ loader: videoLoader() }), galleries };
export { all as collections };`,
  });
  const { code, output } = await astro(site, 'build', sandbox.env);
  expect(code).not.toBe(0);
  expect(plain(output)).toContain('The gallery "one": season: write a text.');
  expect(plain(output)).toContain('The gallery "two": title: write the title of the gallery, as text.');
});
