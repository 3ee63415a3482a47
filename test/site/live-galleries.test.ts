import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { call } from '../../sandbox/test/helpers/run-sandbox.js';
import { siteTest } from '../helpers/fixtures.js';
import { buildSite } from '../helpers/site.js';

const CONFIG = `import node from '@astrojs/node';
import sitemap from '@astrojs/sitemap';
import vitrine from 'astro-vitrine';
export default {
  site: 'https://example.org',
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [sitemap(), vitrine({ perPage: 8, authorize: './src/authorize.ts', layout: './src/Layout.astro' })],
};`;

/** Everything that a layout is given, and what it may write of the page's address itself. */
const LAYOUT = `---
const { title, description, canonical, previous, next, noindex } = Astro.props;
---
<!doctype html>
<html lang="en">
  <head>
    <title>{title}</title>
    {description && <meta name="description" content={description} />}
    {noindex && <meta name="robots" content="noindex" />}
    {canonical && <link rel="canonical" href={canonical} />}
    {previous && <link rel="prev" href={previous} />}
    {next && <link rel="next" href={next} />}
    <meta property="og:url" content={new URL(Astro.url.pathname, Astro.site).href} />
  </head>
  <body><header>The site</header><main><slot /></main><footer>Its end</footer></body>
</html>`;

const inMs = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const gallery = (front: string, body = '') => `---\n${front}\n---\n${body}`;
const SUMMIT = 'select: { tags: [summit-2026], sort: publishedAt, order: desc }';

const it = siteTest({
  files: {
    'astro.config.mjs': CONFIG,
    'src/Layout.astro': LAYOUT,
    'src/authorize.ts': 'export const authorize = () => true;',
    'src/content/galleries/built.md': gallery(`title: Summit\ndescription: Of 2026\n${SUMMIT}`, 'Come *in*.'),
    'src/content/galleries/live.md': gallery(
      `title: Summit\ndescription: Of 2026\nlive: true\n${SUMMIT}`,
      'Come *in*.',
    ),
    'src/content/galleries/deep/2.md': gallery(
      `title: Deep\nlive: true\nselect: { tags: [summit-2026], limit: 4 }`,
    ),
    'src/content/galleries/club.md': gallery(`title: Club\naccess: members\nlive: true\n${SUMMIT}`),
    'src/content/galleries/new.md': gallery('title: New\nlive: true\nselect: { tags: [new-ones] }'),
    'src/content/galleries/early.md': gallery(`title: Early\nlive: true\npublishAt: ${inMs(2)}\n${SUMMIT}`),
    'src/content/galleries/over.md': gallery(`title: Over\nlive: true\nunpublishAt: 2026-01-01\n${SUMMIT}`),
    'src/content/galleries/quiet.md': gallery(`title: Quiet\nlive: true\nunlisted: true\n${SUMMIT}`),
    'src/content/galleries/gone.md': gallery(
      `title: Gone\nlive: true\nexclude: [viNobodyKnows1234567]\n${SUMMIT}`,
    ),
  },
});

const html = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const hiddenOn = (text: string) =>
  [...text.matchAll(/<vitrine-video video="([^"]+)" grant/g)].map(([, id]) => id);
const idsOn = (text: string) => [...text.matchAll(/<li data-video="([^"]+)"/g)].map(([, id]) => id);
/** Grants differ by the list that a gallery asks for, and addresses by its name. */
const comparable = (text: string, id: string) =>
  text
    .replaceAll(/\b(grant|relay)="[^"]+"/g, '$1')
    .replaceAll(/_vitrine\/(watch|thumbnail)\/[\w.~-]+/g, '_vitrine/$1/')
    .replaceAll(`/galleries/${id}/`, '/galleries/ID/');

describe('a live gallery', () => {
  it.for([
    ['its first page', ''],
    ['a page between others', '2/'],
    ['its last page', '3/'],
  ])('has the markup of a static one: %s', async ([, page], { site }) => {
    const [built, live] = await Promise.all([
      html(`${site.url}/galleries/built/${page}`),
      html(`${site.url}/galleries/live/${page}`),
    ]);
    expect(idsOn(live.text).length).toBeGreaterThan(2);
    expect(comparable(live.text, 'live')).toBe(comparable(built.text, 'built'));
    const again = await html(`${site.url}/galleries/live/${page}`);
    expect(again.text).toBe(live.text);
    expect(again.headers.get('content-type')).toBe(built.headers.get('content-type'));
    expect(again.headers.get('etag')).toMatch(/^"[\w-]{22}"$/);
    const unchanged = await fetch(`${site.url}/galleries/live/${page}`, {
      headers: { 'if-none-match': again.headers.get('etag') as string },
    });
    expect(unchanged.status).toBe(304);
  });

  it('leaves no file that visitors could get, and no token anywhere', async ({ built, sandbox, site }) => {
    await html(`${site.url}/galleries/live/`);
    const client = join(built.folder, 'dist/client');
    const galleries = await readdir(join(client, 'galleries'));
    expect(galleries.sort()).toEqual(['built', 'index.html']);
    expect(existsSync(join(client, 'vitrine-live'))).toBe(false);
    const folder = join(built.folder, 'dist/server/vitrine-live');
    const kept = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    );
    for (const token of Object.values(sandbox.issued()).flat()) expect(kept.join('')).not.toContain(token);
    const sitemap = await readFile(join(client, 'sitemap-0.xml'), 'utf8');
    expect(sitemap).toContain('https://example.org/galleries/live/');
    expect(sitemap).not.toMatch(/80461|quiet/);
    expect(await readFile(join(client, 'galleries/index.html'), 'utf8')).toMatch(/galleries\/live\//);
  });

  it('brings nothing of the content store into the code of the server', async ({ built, site }) => {
    const { text } = await html(`${site.url}/galleries/live/`);
    const shown = idsOn(text);
    const server = join(built.folder, 'dist/server');
    const names = (await readdir(server, { recursive: true })).filter((name) => /\.m?js$/.test(name));
    const code = (await Promise.all(names.map((name) => readFile(join(server, name), 'utf8')))).join('');
    expect(shown).toHaveLength(8);
    expect(shown.filter((id) => code.includes(id as string))).toEqual([]);
  });

  it.for([
    ['live/1/', 404],
    ['live/4/', 404],
    ['live/80461372900/', 404],
    ['live/80461372950/', 404],
    ['early/', 404],
    ['over/', 404],
    ['nobody/', 404],
    ['__proto__/', 404],
    ['deep/2/', 200],
    ['deep/', 404],
    ['quiet/', 200],
    ['live', 200],
  ] as const)('at /galleries/%s answers %i', async ([path, status], { site }) => {
    expect((await html(`${site.url}/galleries/${path}`)).status).toBe(status);
  });

  it('that is discreet says no title', async ({ site }) => {
    const [club, open] = await Promise.all([
      html(`${site.url}/galleries/club/`),
      html(`${site.url}/galleries/live/`),
    ]);
    expect(idsOn(club.text)).toEqual(idsOn(open.text));
    const [, title = ''] = /class="vitrine-title"[^>]*>\s*([^<]{8,}?)\s*</.exec(open.text) ?? [];
    expect(open.text).toContain(title);
    expect(club.text).not.toContain(title);
  });

  it('shows what carries its tag now, plays it, and names itself on the watch page', async ({
    sandbox,
    serveWith,
    built,
  }) => {
    const [id = '', other = ''] = hiddenOn(
      await readFile(join(built.folder, 'dist/client/galleries/built/index.html'), 'utf8'),
    );
    const site = await serveWith(sandbox.env);
    await call(sandbox, 'PATCH', `/videos/${id}`, {
      tags: ['new-ones', 'summit-2026'],
      title: 'A new <title>',
    });
    await call(sandbox, 'PATCH', `/videos/${other}`, { tags: [] });
    const { text } = await html(`${site.url}/galleries/new/`);
    expect(idsOn(text)).toEqual([id]);
    expect(text).toContain('A new &lt;title&gt;');
    const all = idsOn((await html(`${site.url}/galleries/live/`)).text);
    expect(all).toContain(id);
    expect(all).not.toContain(other);
    const [, grant = ''] = / grant="([^"]+)"/.exec(text) ?? [];
    const watch = await fetch(`${site.url}/_vitrine/watch/${grant}`, {
      method: 'POST',
      headers: { origin: site.url, referer: `${site.url}/galleries/new/` },
    });
    const page = await watch.text();
    expect(watch.status).toBe(200);
    expect(page).toContain('A new &lt;title&gt;');
    expect(page).toContain('href="/galleries/new/"');
    await call(sandbox, 'PATCH', `/videos/${id}`, { tags: ['summit-2026'] });
    await call(sandbox, 'PATCH', `/videos/${other}`, { tags: ['summit-2026'] });
  });

  it('shows the list of the build while api.video is away, and says so', async ({ serveWith, sandbox }) => {
    const site = await serveWith({ ...sandbox.env, APIVIDEO_API_URL: 'http://127.0.0.1:9' });
    const { status, text } = await html(`${site.url}/galleries/live/`);
    expect(status).toBe(200);
    expect(idsOn(text)).toHaveLength(8);
    expect(site.output()).toMatch(
      /The list of the gallery "live" could not be read, so its page shows the one of the build/,
    );
  });

  it('is told of where it cannot be as it says', ({ built: { output } }) => {
    expect(output).toMatch(/early\.md is there from .* on by itself/);
    expect(output).toMatch(/8 galleries \(7 of them live, made on demand\)/);
  });

  it('is the same after an incremental build that had nothing to do', async ({ makeSite, sandbox }) => {
    const folder = await makeSite({
      'astro.config.mjs': CONFIG.replace(
        'session: false,',
        'session: false,\n  experimental: { incrementalBuild: true },',
      ),
      'src/Layout.astro': LAYOUT,
      'src/authorize.ts': 'export const authorize = () => true;',
      'src/content/galleries/live.md': gallery(`title: Summit\nlive: true\n${SUMMIT}`),
      'src/content/galleries/built.md': gallery(`title: Summit\n${SUMMIT}`),
    });
    const variables = { ...sandbox.env, ASTRO_KEY: Buffer.alloc(32, 1).toString('base64') };
    const live = join(folder, 'dist/server/vitrine-live');
    const left = async () => {
      await buildSite(folder, variables);
      const names = (await readdir(live)).sort();
      return Promise.all(names.map((name) => readFile(join(live, name), 'utf8')));
    };
    const first = await left();
    expect(first).toHaveLength(2);
    expect(await left()).toEqual(first);
    expect((await readdir(join(folder, 'dist/client/galleries'))).sort()).toEqual(['built', 'index.html']);
  });

  it('says what is wrong with a layout that shows no page', async ({ makeSite, sandbox }) => {
    const folder = await makeSite({
      'astro.config.mjs': CONFIG,
      'src/Layout.astro': '<html><head><title>T</title></head><body></body></html>',
      'src/authorize.ts': 'export const authorize = () => true;',
      'src/content/galleries/live.md': gallery(`title: Summit\nlive: true\n${SUMMIT}`),
    });
    await expect(buildSite(folder, sandbox.env)).rejects.toThrow(
      /The live gallery "live" has a page without its videos[\s\S]*one <slot \/>/,
    );
  });

  it('cannot be one of listed videos', async ({ makeSite, sandbox }) => {
    const folder = await makeSite({
      'astro.config.mjs': CONFIG,
      'src/Layout.astro': LAYOUT,
      'src/authorize.ts': 'export const authorize = () => true;',
      'src/content/galleries/live.md': gallery(
        'title: Summit\nlive: true\nvideos: [viU4poCVzwFMdHj8OgHqDd2a]',
      ),
    });
    await expect(buildSite(folder, sandbox.env)).rejects.toThrow(
      /live\.md:3: .*`live: true` goes with `select:`/,
    );
  });
});
