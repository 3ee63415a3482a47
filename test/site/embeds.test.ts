import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { findSecrets } from '../helpers/secrets.js';
import { astro, buildSite, dev } from '../helpers/site.js';

const [ONE, TWO] = ['viU4poCVzwFMdHj8OgHqDd2a', 'viQ7362qJLCtIPjcok1O6FIJ'] as const;
const TOKEN = '0f0e8c9b-1111-4222-8333-444455556666';
const PASTED = `https://embed.api.video/vod/${ONE}?token=${TOKEN}`;

const CONFIG = (options = '', rest = '') => `import mdx from '@astrojs/mdx';
import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [mdx(), vitrine({ ${options} })],
  ${rest}
};`;

const CONTENT = `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { gallerySchema, videoLoader } from 'astro-vitrine/content';

export const collections = {
  videos: defineCollection({ loader: videoLoader() }),
  galleries: defineCollection({
    loader: glob({ base: './src/content/galleries', pattern: '**/*.{md,mdx}' }),
    schema: gallerySchema(),
  }),
  blog: defineCollection({ loader: glob({ base: './src/content/blog', pattern: '**/*.{md,mdx}' }) }),
};`;

const POST = `---
import { getCollection, render } from 'astro:content';
export const getStaticPaths = async () =>
  (await getCollection('blog')).map((entry) => ({ params: { id: entry.id }, props: { entry } }));
const { Content, headings } = await render(Astro.props.entry);
---
<html lang="en">
  <head><title>Blog</title><link rel="icon" href="data:," /></head>
  <body><main data-headings={headings.length}><Content /></main></body>
</html>
`;

/** What is the site's own, whatever it looks like. */
const OTHERS = `It is 10:30 :smile: and ::video is a word. See ::video[${ONE}] here.

::note[Mind the gap]{.wide}

:::tip
A container.
:::

\`\`\`
::video[${ONE}]
\`\`\`
`;

const BOTH = `# Two talks

::video[${PASTED}]{title="The *opening*" caption='“Uncut”'}

Below a text
::gallery[talks]{filter}
and above one.
`;

const files = {
  'astro.config.mjs': CONFIG('', 'experimental: { incrementalBuild: true },'),
  'src/content.config.ts': CONTENT,
  'src/content/galleries/talks.md': `---\ntitle: Talks\nvideos: [${TWO}]\n---\n\nFirst this one.\n\n::video[${ONE}]\n`,
  'src/content/galleries/later.md': `---\ntitle: Later\ndraft: true\nvideos: [${TWO}]\n---\n`,
  'src/content/blog/plain.md': `---\ntitle: Plain\n---\n\n# Plain\n\n${OTHERS}`,
  'src/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8z"/></svg>',
  'src/content/blog/both.md': `---\ntitle: Both\n---\n\n${BOTH}\n![A dot](../../dot.svg)\n\n${OTHERS}`,
  'src/content/blog/component.mdx': `---\ntitle: Both\n---\n\n${BOTH}\n${OTHERS.replace('{.wide}', '')}`,
  'src/pages/blog/[id].astro': POST,
  'src/pages/page.md': `${BOTH}\n![A dot](../dot.svg) and \`unescapeHTML(html())\`\n`,
  'src/pages/component.mdx': BOTH,
  'src/pages/draft.md': '::gallery[later]\n\nNothing yet.\n',
  'src/pages/feed.json.ts': `import { getEntry } from 'astro:content';
    import * as page from './page.md';
    export const GET = async () => {
      const { rendered, body } = await getEntry('blog', 'both');
      return Response.json({ html: [rendered.html, await page.compiledContent()], text: [body, page.rawContent()] });
    };`,
  'src/pages/none.md': '# None\n\nA text.\n',
};

const it = siteTest({ files, variables: { ASTRO_KEY: Buffer.alloc(32, 1).toString('base64') } });

const page = (folder: string, path: string) =>
  readFile(join(folder, 'dist/client', path, 'index.html'), 'utf8');
const idsOn = (html: string) => [...html.matchAll(/<li data-video="([^"]+)"/g)].map(([, id]) => id);
const isStyled = (html: string) => /<link rel="stylesheet"|<style>/.test(html);
const EMBEDDING = ['page', 'component', 'blog/both', 'blog/component'];

describe('a line that embeds', () => {
  it.for(EMBEDDING)('a video and a gallery does so in %s', async (path, { built: { folder } }) => {
    const html = await page(folder, path);
    expect(idsOn(html)).toEqual([ONE, TWO]);
    expect(html).toMatch(/<p>Below a text<\/p>.*<vitrine-gallery.*<p>and above one.<\/p>/s);
    expect(html).toContain('>The *opening*<');
    expect(html).toContain('>“Uncut”<');
    expect(html.match(/class="vitrine-filter"/g)).toHaveLength(1);
    expect(html).not.toMatch(/vitrine-embed|::gallery|VitrineEmbed/);
    expect(html).toContain('vitrine-gallery');
    expect(isStyled(html)).toBe(true);
    expect(html).toMatch(/<script type="module"/);
  });

  it('stands beside pictures', async ({ built: { folder } }) => {
    for (const path of ['page', 'blog/both'])
      expect(await page(folder, path)).toMatch(/<img[^>]* src="\/_astro\/dot\.[\w-]+\.svg"/);
    expect(await page(folder, 'page')).toContain('<code>unescapeHTML(html())</code>');
  });

  it('stands in the text of a gallery, above its videos', async ({ built: { folder } }) => {
    expect(idsOn(await page(folder, 'galleries/talks'))).toEqual([ONE, TWO]);
  });

  it('shows nothing of a gallery that is not there yet', async ({ built: { folder } }) => {
    const html = await page(folder, 'draft');
    expect(html).toContain('Nothing yet.');
    expect(html).not.toMatch(/<vitrine|data-vitrine|::/);
  });

  it('brings styles and scripts to no other page', async ({ built: { folder } }) => {
    for (const path of ['none', 'blog/plain']) {
      const html = await page(folder, path);
      expect([path, isStyled(html), html.includes('<script')]).toEqual([path, false, false]);
    }
  });

  it('leaves code, other directives and other colons alone', async ({ built: { folder } }) => {
    const plain = await page(folder, 'blog/plain');
    expect(idsOn(plain)).toEqual([]);
    for (const path of ['blog/plain', 'blog/both', 'blog/component']) {
      const html = await page(folder, path);
      expect(html).toContain(`<p>It is 10:30 :smile: and ::video is a word. See ::video[${ONE}] here.</p>`);
      expect(html).toMatch(/<p>::note\[Mind the gap\]/);
      expect(html).toMatch(/<p>:::tip\s/);
      expect(html.match(new RegExp(`::video\\[${ONE}`, 'g'))).toHaveLength(2);
    }
    expect(await page(folder, 'blog/both')).toContain('<main data-headings="1">');
  });

  it('is left out of the HTML that feeds use', async ({ built: { folder } }) => {
    const { html, text } = JSON.parse(await readFile(join(folder, 'dist/client/feed.json'), 'utf8'));
    for (const each of html) {
      expect(each).toContain('<p>Below a text</p>');
      expect(each).not.toMatch(/vitrine|::gallery|The opening/);
    }
    for (const each of text) expect(each).toContain('::gallery[talks]{filter}');
  });

  it('leaves no token of a pasted address anywhere', async ({ built: { folder, output } }) => {
    expect(
      await findSecrets(
        ['dist', '.astro', 'node_modules'].map((name) => join(folder, name)),
        [TOKEN],
      ),
    ).toEqual([]);
    expect(output).not.toContain(TOKEN);
  });

  it('follows its video where pages are kept from the build before', async ({
    built: { folder },
    sandbox,
  }) => {
    for (const [id, title] of [
      [ONE, 'Another opening'],
      [TWO, 'Another talk'],
    ]) {
      const renamed = await fetch(`${sandbox.apiUrl}/videos/${id}`, {
        method: 'PATCH',
        headers: {
          authorization: `Basic ${btoa(`${sandbox.apiKey}:`)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ title }),
      });
      expect(renamed.status).toBe(200);
    }
    const ASTRO_KEY = Buffer.alloc(32, 1).toString('base64');
    const { code, output } = await astro(folder, 'build', { ...sandbox.env, ASTRO_KEY });
    expect(code, output).toBe(0);
    expect(await page(folder, 'galleries/talks')).toContain('>Another opening<');
    for (const path of EMBEDDING) {
      const html = await page(folder, path);
      expect([path, idsOn(html)]).toEqual([path, [ONE, TWO]]);
      expect([path, html.includes('>Another talk<')]).toEqual([path, true]);
    }
  });
});

/** A processor of Markdown that Astro does not know; `change` is done to its HTML. */
const OWN = (
  change = '',
) => `markdown: { processor: { name: 'own', options: {}, createRenderer: async () => ({
  render: async (text, { frontmatter = {} } = {}) => ({
    code: (await import('micromark')).micromark(text, { allowDangerousHtml: true })${change},
    metadata: { headings: [], localImagePaths: [], remoteImagePaths: [], frontmatter },
  }),
}) } },`;

const ACCESS = CONFIG("authorize: './src/authorize.ts'");

describe('a build stops', () => {
  it.for([
    [
      'an id that nobody knows, with the nearest one',
      'src/pages/page.md',
      `\n::video[${ONE.slice(0, -1)}X]{access=public}\n`,
      `src/pages/page.md:2 names a video that api.video does not know:\n  ${ONE.slice(0, -1)}X - did you mean ${ONE} (`,
    ],
    [
      'a video that does not say who may watch',
      'src/content/blog/both.md',
      `---\ntitle: Both\n---\n\nText.\n::video[${ONE}]\n`,
      'src/content/blog/both.md:6 does not say who may watch.',
    ],
    [
      'a word that is nearly one in use',
      'src/content/blog/component.mdx',
      `---\ntitle: Both\n---\n\n::video[${ONE}]{access="pubilc"}\n`,
      'src/content/blog/component.mdx:5 says access="pubilc"',
    ],
    [
      'a gallery that nobody knows',
      'src/content/galleries/later.md',
      `---\ntitle: Later\nvideos: [${TWO}]\n---\n\n- ::gallery[tolks]\n`,
      'src/content/galleries/later.md:6: there is no gallery "tolks".',
    ],
    [
      'a name that is misspelled',
      'src/pages/component.mdx',
      `# T\n\n::vidoe[${ONE}]{access=public}\n`,
      'src/pages/component.mdx:3: there is no `::vidoe` of this form; write `::video[…]`',
    ],
    [
      'an attribute that is misspelled',
      'src/pages/page.md',
      `::video[${ONE}]{acess=members}\n`,
      'src/pages/page.md:1: there is no `acess` here; write `access`',
    ],
    [
      'a text of no file',
      'src/content.config.ts',
      CONTENT.replace(
        'blog:',
        `notes: defineCollection({ loader: { name: 'notes', async load({ store, renderMarkdown }) {
          store.set({ id: 'first', data: {}, rendered: await renderMarkdown('::gallery[later]') });
        } } }),
        blog:`,
      ),
      'The entry "first" of the collection "notes" embeds a video or a gallery',
    ],
    [
      'a plugin that takes out what it does not know',
      'astro.config.mjs',
      CONFIG('', OWN('.replace(/ data-[^>]*/g, "")')),
      'src/pages/page.md: a plugin of `markdown.processor` takes out what stands for its videos.',
    ],
    [
      'an address of somebody else, which is not repeated',
      'src/pages/page.md',
      `::video[https://example.org/${TOKEN}]{access=public}\n`,
      'src/pages/page.md:1: this address names no video of api.video.',
    ],
  ] as const)('for %s', async ([, file, text, told], { makeSite, sandbox }) => {
    const folder = await makeSite({
      'astro.config.mjs': ACCESS,
      'src/authorize.ts': 'export const authorize = () => true;',
      'src/content.config.ts': CONTENT,
      'src/content/galleries/later.md': `---\ntitle: Later\nvideos: [${TWO}]\n---\n`,
      'src/content/blog/one.md': '# One\n',
      'src/pages/blog/[id].astro': POST,
      'src/pages/page.md': '::gallery[later]\n',
      [file]: text,
    });
    const { code, output } = await astro(folder, 'build', sandbox.env);
    expect(code).not.toBe(0);
    expect(output).toContain(told);
    expect(output).not.toContain(TOKEN);
  });
});

it('whatever processor reads the Markdown, and not where the site says no', async ({ makeSite, sandbox }) => {
  const folder = await makeSite({
    'astro.config.mjs': CONFIG('embeds: false', OWN()),
    'src/content.config.ts': CONTENT,
    'src/content/galleries/talks.md': `---\ntitle: Talks\nvideos: [${TWO}]\n---\n`,
    'src/content/blog/both.md': `${BOTH}\n${OTHERS}`,
    'src/pages/blog/[id].astro': POST,
    'src/pages/page.md': BOTH,
  });
  await buildSite(folder, sandbox.env);
  for (const path of ['page', 'blog/both']) {
    const html = await page(folder, path);
    expect([path, idsOn(html), isStyled(html)]).toEqual([path, [], false]);
    expect(html).toContain('::gallery[talks]{filter}');
  }
  await writeFile(join(folder, 'astro.config.mjs'), CONFIG('', OWN()));
  await buildSite(folder, sandbox.env);
  for (const path of ['page', 'blog/both']) {
    const html = await page(folder, path);
    expect([path, idsOn(html), isStyled(html)]).toEqual([path, [ONE, TWO], true]);
  }
});

describe('in development', () => {
  it('shows the same, what changes and what is wrong', async ({ makeSite, sandbox, onTestFinished }) => {
    const folder = await makeSite(files);
    const site = await dev(folder, sandbox.env);
    onTestFinished(site.close);
    const open = async (path: string) => (await fetch(`${site.url}/${path}`)).text();
    for (const path of [...EMBEDDING, 'galleries/talks']) {
      const html = await open(path);
      expect([path, idsOn(html)]).toEqual([path, [ONE, TWO]]);
      expect(html).toMatch(/<style[^>]*vitrine\.css|vitrine\.css/);
    }
    expect(idsOn(await open('blog/plain'))).toEqual([]);
    for (const [path, file] of [
      ['page', 'src/pages/page.md'],
      ['blog/both', 'src/content/blog/both.md'],
      ['blog/plain', 'src/content/blog/plain.md'],
      ['component', 'src/pages/component.mdx'],
    ] as const) {
      await writeFile(join(folder, file), `# New\n\n::video[${TWO}]\n`);
      await expect.poll(async () => idsOn(await open(path)), { timeout: 20_000 }).toEqual([TWO]);
      await writeFile(join(folder, file), `# New\n\n::video[${TWO.slice(0, -1)}X]\n`);
      await expect
        .poll(async () => (await open(path)) && site.output(), { timeout: 20_000 })
        .toContain(`${file}:3 names a video that api.video does not know`);
    }
  });
});
