import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { recipe } from '../helpers/recipe.js';
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

const AUTHORIZE = {
  'src/authorize.ts': 'export const authorize = () => true;',
  'astro.config.mjs': `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default { adapter: node({ mode: 'standalone' }), session: false, integrations: [vitrine({ authorize: './src/authorize.ts' })] };`,
};
const gallery = (name: string, access: string, front = `videos: [${ID}]`) => ({
  [`src/content/galleries/${name}.md`]: `---\ntitle: ${name}\naccess: ${access}\n${front}\n---\n`,
});

it('a word for who may watch that is nearly one in use is told, before anything is published', async ({
  makeSite,
  sandbox,
}) => {
  const site = await makeSite({
    ...AUTHORIZE,
    ...gallery('a', 'Members'),
    ...gallery('b', 'members'),
    ...gallery('c', 'membres'),
    ...gallery('d', 'memebrs'),
  });
  const { code, output } = await astro(site, 'build', sandbox.env);
  expect(code).not.toBe(0);
  expect(plain(output)).toContain(
    'src/content/galleries/c.md:3 says access: membres. Did you mean members, as 2 other galleries say?',
  );
  expect(plain(output)).toContain('src/content/galleries/d.md:3 says access: memebrs.');
});

it('a title for an id is answered with the id, in every gallery, and a <Video> takes addresses', async ({
  makeSite,
  sandbox,
}) => {
  const page = (id: string) => ({
    'src/pages/one.astro': `---\nimport { Video } from 'astro-vitrine/components';\n---\n<html lang="en"><head><title>T</title></head><body><Video id="${id}" access="PUBLIC" /></body></html>`,
  });
  const answer = await fetch(`${sandbox.apiUrl}/videos/${ID}`, {
    headers: { authorization: `Basic ${btoa(`${sandbox.env.APIVIDEO_API_KEY}:`)}` },
  });
  const { title } = (await answer.json()) as { title: string };
  const site = await makeSite({
    ...AUTHORIZE,
    ...page(`https://embed.api.video/vod/${ID}`),
    ...gallery('a', 'members', `videos: [${JSON.stringify(title.toUpperCase())}]`),
    ...gallery('b', 'members', `videos: [${JSON.stringify(title)}, vi0000000000000000000000]`),
  });
  const { code, output } = await astro(site, 'build', sandbox.env);
  expect(code).not.toBe(0);
  expect(output).toContain('src/content/galleries/a.md:4 names a video that api.video does not know');
  expect(output.split(`that is the title of ${ID}`)).toHaveLength(3);
  for (const name of ['a', 'b']) await rm(join(site, `src/content/galleries/${name}.md`));
  await buildSite(site, sandbox.env);
  const html = await readFile(join(site, 'dist/client/one/index.html'), 'utf8');
  expect(html).toContain(`<vitrine-video video="${ID}"`);
  expect(html).not.toContain('links="watch"');
});

it('a slip in the one file of all galleries stops the build, with its line', async ({
  makeSite,
  sandbox,
}) => {
  const site = await makeSite({
    'src/content.config.ts': await recipe('integration/docs/recipes.md', 'with galleries from one file'),
    'src/content/galleries.yaml': '- id: a\n  title: Spring: the talks\n  select: {}\n',
  });
  const { code, output } = await astro(site, 'build', sandbox.env);
  expect(code).not.toBe(0);
  expect(output).toContain('src/content/galleries.yaml:2: there is a colon in the text');
  await writeFile(
    join(site, 'src/content/galleries.yaml'),
    '- id: a\n  title: A\n  select: {}\n- id: b\n  titel: B\n  select: {}\n',
  );
  const wrong = await astro(site, 'build', sandbox.env);
  expect(wrong.code).not.toBe(0);
  expect(plain(wrong.output)).toContain(
    'src/content/galleries.yaml:5: titel: there is no titel here; write title.',
  );
});
