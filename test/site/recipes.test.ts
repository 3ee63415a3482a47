import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { parse, stringify } from 'yaml';
import { startHttpServer } from '../../sandbox/test/helpers/http-server.js';
import { siteTest } from '../helpers/fixtures.js';
import { startOddAccount } from '../helpers/odd-account.js';
import { blocksOf, isBlockFor, recipe } from '../helpers/recipe.js';
import { buildSite, type SiteFiles, type Variables } from '../helpers/site.js';

const DOCUMENT = 'integration/docs/recipes.md';

/** Private talks of the sandbox. */
const [TALK, OTHER] = ['viU4poCVzwFMdHj8OgHqDd2a', 'viQ7362qJLCtIPjcok1O6FIJ'];
/** The id that the documents write. */
const WRITTEN = 'vi4k0jvEUuaTdRAEjQ4Jfrgz';

/** By what each block is found that some site below is made of. */
const SITES = {
  small: [
    'src/authorize.ts',
    'src/signed-out.ts',
    'src/events.ts',
    'src/pages/post.astro',
    'src/components/Watching.jsx',
    'with galleries from code',
    'astro.config.mjs',
  ],
  files: ['a list of withdrawn ids', 'beside the rule', 'public/admin/config.yml'],
  file: ['with galleries from one file', 'src/content/galleries.yaml'],
  strapi: ['with galleries from Strapi'],
  directus: ['with galleries from Directus'],
  sanity: ['with galleries from Sanity'],
  field: ['with a field of its own'],
} as const;

const block = (name: string) => recipe(DOCUMENT, name);

const config = (options: string, rest = '', imports = '', more = '') => `import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';
${imports}
export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine(${options})${more}],
  ${rest}
});
`;

const it = siteTest()
  /** A sandbox that has the video of the documents as well. */
  .extend('account', { scope: 'file' }, async ({ sandbox }, { onCleanup }) => {
    const account = await startOddAccount(sandbox, (items) =>
      items.flatMap((item) => (item.videoId === OTHER ? [item, { ...item, videoId: WRITTEN }] : item)),
    );
    onCleanup(account.close);
    return account;
  })
  /** Builds a site; gives the HTML of its pages. */
  .extend('build', async ({ makeSite, sandbox }) => async (files: SiteFiles, variables: Variables = {}) => {
    const folder = await makeSite(files);
    const output = await buildSite(folder, { ...sandbox.env, ...variables });
    return {
      output,
      page: (path: string) => readFile(join(folder, 'dist/client', path, 'index.html'), 'utf8'),
    };
  });

const videosIn = (html: string) => Array.from(html.matchAll(/<vitrine-video video="(\w+)"/g), ([, id]) => id);

it('every block of the recipes is part of one of these sites', async () => {
  const names = Object.values(SITES).flat();
  const blocks = await blocksOf(DOCUMENT);
  const lost = blocks.filter((code) => !names.some((name) => isBlockFor(code, name)));
  expect(lost.map((code) => code.slice(0, 80))).toEqual([]);
  expect(blocks.length).toBeGreaterThan(10);
});

it('the small ones build together, word for word', async ({ account, build }) => {
  const { page } = await build(
    {
      'astro.config.mjs': config(
        "{ authorize: './src/authorize.ts', events: './src/events.ts', signIn: '/members' }",
        await block('astro.config.mjs'),
        "import preact from '@astrojs/preact';\n",
        ', preact()',
      ),
      'package.json': JSON.stringify({ type: 'module', dependencies: { '@astrojs/preact': '*' } }),
      'src/authorize.ts': await block('src/authorize.ts'),
      'src/events.ts': await block('src/events.ts'),
      'src/signed-out.ts': await block('src/signed-out.ts'),
      'src/components/Watching.jsx': await block('src/components/Watching.jsx'),
      'src/content.config.ts': await block('with galleries from code'),
      'src/pages/post.astro': await block('src/pages/post.astro'),
      'src/pages/index.astro': `---\nimport Watching from '../components/Watching.jsx';\n---\n<html lang="en"><head><title>Home</title></head><body><Watching client:load /><script>import '../signed-out.ts';</script></body></html>\n`,
    },
    account.env,
  );
  expect(videosIn(await page('post'))).toEqual([WRITTEN]);
  expect(await page('post')).toContain('Recorded in Lyon.');
  expect(await page('post')).toMatch(/http-equiv="content-security-policy"/i);
  expect(await page('galleries/spring')).toContain('Spring');
});

interface Field {
  name: string;
  widget?: string;
  fields?: Field[];
  default?: unknown;
}

/** What a CMS writes for a field that nobody touched. */
function untouched({ widget = 'string', fields = [], default: first }: Field): unknown {
  if (first !== undefined) return first;
  if (widget === 'list') return [];
  return widget === 'object' ? filled(fields, {}) : '';
}

function filled(fields: readonly Field[], given: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(fields.map((field) => [field.name, given[field.name] ?? untouched(field)]));
}

it('what Decap and Sveltia write with the collection of the recipe is a gallery', async ({ build }) => {
  const { collections } = parse(await block('public/admin/config.yml')) as {
    collections: { fields: Field[] }[];
  };
  const fields = collections[0]?.fields.filter(({ name }) => name !== 'body') ?? [];
  const listed = fields.find(({ name }) => name === 'videos')?.fields ?? [];
  const selected = fields.find(({ name }) => name === 'select')?.fields ?? [];
  const file = (given: Record<string, unknown>) => `---\n${stringify(filled(fields, given))}---\n`;
  const rule = await block('a list of withdrawn ids');
  const { page } = await build({
    'src/authorize.ts': `${rule}\n${await block('beside the rule')}`,
    'astro.config.mjs': config("{ authorize: './src/authorize.ts' }"),
    'src/content/galleries/listed.md': file({
      title: 'Listed',
      videos: [
        filled(listed, { id: ` https://embed.api.video/vod/${TALK}` }),
        filled(listed, {}),
        filled(listed, { id: OTHER, title: 2026 }),
      ],
    }),
    'src/content/galleries/found.md': file({
      title: 2026,
      select: filled(selected, { tags: ['summit-2026'], limit: '2' }),
    }),
  });
  expect(videosIn(await page('galleries/listed'))).toEqual([TALK, OTHER]);
  expect((await page('galleries/found')).match(/<li data-video/g)).toHaveLength(2);
});

it('galleries from one file', async ({ build }) => {
  const { page } = await build({
    'src/content.config.ts': await block('with galleries from one file'),
    'src/content/galleries.yaml': await block('src/content/galleries.yaml'),
  });
  expect(videosIn(await page('galleries/spring')).length).toBeGreaterThan(0);
});

it('galleries from one file of JSON, with ids and $schema', async ({ build }) => {
  const yaml = await block('with galleries from one file');
  const { page } = await build({
    'src/content.config.ts': yaml.replace('galleries.yaml', 'galleries.json'),
    'src/content/galleries.json': JSON.stringify({
      $schema: '../../.astro/collections/galleries.schema.json',
      spring: { id: 'spring', $schema: './one.json', title: 2026, videos: [TALK, ''], description: null },
    }),
  });
  expect(videosIn(await page('galleries/spring'))).toEqual([TALK]);
});

/** Whole items, as each CMS answers them. */
const STRAPI = (page: number) => ({
  data: [
    {
      id: 14 + page,
      documentId: `clkgylmcc000008lcdd868fe${page}`,
      slug: `strapi-${page}`,
      title: `Page ${page}`,
      description: null,
      createdAt: '2026-05-01T10:00:00.000Z',
      updatedAt: '2026-05-02T10:00:00.000Z',
      publishedAt: '2026-05-02T10:00:01.000Z',
      locale: null,
      videos: [
        { id: 3, videoId: TALK, title: null, caption: '' },
        { id: 4, videoId: ` ${OTHER}`, title: 'Closing', caption: null },
      ],
    },
  ],
  meta: { pagination: { page, pageSize: 100, pageCount: 2, total: 2 } },
});
const DIRECTUS = {
  data: [
    {
      id: 1,
      status: 'published',
      sort: null,
      user_created: '9f2a',
      date_created: '2026-05-01T10:00:00.000Z',
      date_updated: null,
      slug: 'directus',
      title: 'Directus',
      description: null,
      videos: [{ id: TALK, title: null, caption: null }],
      select: null,
      access: 'public',
      draft: false,
    },
  ],
};
const SANITY = {
  ms: 4,
  query: '*',
  result: [
    {
      _createdAt: '2026-05-01T10:00:00Z',
      _id: '3f0c',
      _rev: 'w1',
      _type: 'gallery',
      _updatedAt: '2026-05-01T10:00:00Z',
      id: 'sanity',
      slug: { _type: 'slug', current: 'sanity' },
      title: 'Sanity',
      videos: [{ _key: 'a1', _type: 'video', id: `https://embed.api.video/vod/${TALK}`, title: 'One' }],
    },
  ],
};

describe('galleries from another server', () => {
  it.for<[string, string, (url: URL) => unknown, string, string[]]>([
    [
      'Strapi',
      'STRAPI',
      ({ searchParams }) => STRAPI(Number(searchParams.get('pagination[page]'))),
      'strapi-2',
      [TALK, OTHER],
    ],
    ['Directus', 'DIRECTUS', () => DIRECTUS, 'directus', [TALK]],
    ['Sanity', 'SANITY', () => SANITY, 'sanity', [TALK]],
  ])('%s', async ([name, prefix, answer, gallery, ids], { build, onTestFinished }) => {
    const asked: string[] = [];
    const server = await startHttpServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization ?? ''}`);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer(new URL(request.url ?? '', 'http://cms'))));
    });
    onTestFinished(server.close);
    const { page } = await build(
      { 'src/content.config.ts': await block(`with galleries from ${name}`) },
      { [`${prefix}_URL`]: server.url, [`${prefix}_TOKEN`]: 'secret-of-the-cms' },
    );
    expect(videosIn(await page(`galleries/${gallery}`))).toEqual(ids);
    expect(asked.join('\n')).toContain(name === 'Sanity' ? 'slug.current' : 'Bearer secret-of-the-cms');
  });
});

it('a field of the site, beside ours', async ({ build }) => {
  const file = `---\ntitle: T\nvideos: [${TALK}]\nseason: spring\n---\n`;
  const { page } = await build({
    'src/content.config.ts': await block('with a field of its own'),
    'src/content/galleries/own.md': file,
    'src/pages/season.astro': `---\nimport { getEntry } from 'astro:content';\nconst entry = await getEntry('galleries', 'own');\n---\n<html lang="en"><head><title>S</title></head><body>{entry?.data.season}, {entry?.data.title}</body></html>\n`,
  });
  expect(await page('season')).toContain('spring, T');
  expect(videosIn(await page('galleries/own'))).toEqual([TALK]);
});
