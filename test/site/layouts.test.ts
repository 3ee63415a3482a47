import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { recipe } from '../helpers/recipe.js';
import { buildSite, type SiteFiles } from '../helpers/site.js';

const config = (options: string) => `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  site: 'https://films.example',
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine(${options})],
};`;

const GALLERY = {
  'src/content/galleries/summit.md':
    '---\ntitle: Summit\ndescription: Of 2026\nunlisted: true\nselect: { tags: [summit-2026] }\n---\n',
};

/** Sites in the shape of starters, which the layouts of the documentation are written for. */
const SITES: Record<string, { layout: string; options: string; files: SiteFiles }> = {
  blog: {
    layout: 'src/layouts/Galleries.astro',
    options: `{ layout: './src/layouts/Galleries.astro' }`,
    files: {
      'src/components/BaseHead.astro': `---
interface Props { title: string; description: string }
const { title, description } = Astro.props;
---
<meta charset="utf-8" /><title>{title}</title><meta name="description" content={description} />`,
      'src/components/Header.astro': '<header>The blog</header>',
      'src/components/Footer.astro': '<footer>Its end</footer>',
    },
  },
  portfolio: {
    layout: 'src/layouts/GalleryPage.astro',
    options: `{ layout: './src/layouts/GalleryPage.astro', heading: false }`,
    files: {
      'src/components/Hero.astro': `---
interface Props { title: string; tagline?: string | undefined }
const { title, tagline } = Astro.props;
---
<div class="hero"><h1>{title}</h1>{tagline && <p>{tagline}</p>}</div>`,
      'src/layouts/BaseLayout.astro': `---
interface Props { title?: string | undefined; description?: string | undefined }
const { title, description } = Astro.props;
---
<html lang="en"><head><title>{title}</title><meta name="description" content={description} /></head>
<body><nav>The portfolio</nav><slot /><footer>Its end</footer></body></html>`,
    },
  },
};

const it = siteTest();

it.for(Object.keys(SITES))(
  'the layout that the documentation has for a %s is one of its pages, with one heading',
  async (name, { makeSite, sandbox }) => {
    const { layout, options, files } = SITES[name] as (typeof SITES)[string];
    const folder = await makeSite({
      ...GALLERY,
      ...files,
      [layout]: await recipe('integration/docs/look.md', layout),
      'astro.config.mjs': config(options),
    });
    await buildSite(folder, sandbox.env);
    const page = (path: string) => readFile(join(folder, 'dist/client', path, 'index.html'), 'utf8');
    const gallery = await page('galleries/summit');
    expect(gallery.match(/<h1/g)).toHaveLength(1);
    expect(gallery).toMatch(/<h1[^>]*>Summit<\/h1>/);
    expect(gallery).toMatch(/The (blog|portfolio)[\s\S]*<vitrine-gallery[\s\S]*Its end/);
    expect(gallery).toContain('<meta name="description" content="Of 2026"');
    const index = await page('galleries');
    expect(index.match(/<h1/g)).toHaveLength(1);
  },
);

const itOfAll = siteTest({
  files: {
    'astro.config.mjs': config(`{ authorize: './src/authorize.ts' }`),
    'src/authorize.ts': 'export const authorize = () => true;',
    'src/content/galleries/private.md': '---\ntitle: Private\nvideos: [viU4poCVzwFMdHj8OgHqDd2a]\n---\n',
    'src/content/galleries/shown.md': '---\ntitle: Shown\nvideos: [viqmTCjmDgYPIg4MHXc4mkv3]\n---\n',
    'src/content/galleries/club.md':
      '---\ntitle: Club\naccess: members\nvideos: [viU4poCVzwFMdHj8OgHqDd2a]\n---\n',
    'src/content/galleries/told.md':
      '---\ntitle: Told\naccess: members\ndiscreet: false\nvideos: [viU4poCVzwFMdHj8OgHqDd2a]\n---\n',
    'src/content/galleries/none.md': '---\ntitle: None\nselect: { tags: [nobody-has-this] }\n---\n',
  },
});

itOfAll(
  'the list of galleries has a picture of each that everybody may see, and of no other',
  async ({ site }) => {
    const html = await (await fetch(`${site.url}/galleries/`)).text();
    const entries = [...html.matchAll(/<li>(.*?)<\/li>/gs)].map(([, entry = '']) => [
      /<a href[^>]*>(\w+)</.exec(entry)?.[1],
      /<img[^>]* src="([^"]+)"/.exec(entry)?.[1],
    ]);
    const pictures = new Map(entries as [string, string | undefined][]);
    expect([...pictures].flatMap(([title, src]) => (src ? [title] : []))).toEqual(['Private', 'Shown']);
    expect(pictures.size).toBe(5);
    for (const src of [pictures.get('Private'), pictures.get('Shown')]) {
      const answer = await fetch(new URL(src as string, site.url), {
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    }
    expect(html).toMatch(/<nav class="vitrine-nav">\s*<a href="\/">Home<\/a>\s*<a href="\/galleries\/">/);
  },
);
