import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const GALLERIES = 'galleries';

/** The paths of all gallery pages below a folder of built pages. */
async function galleryPaths(built: string): Promise<string[]> {
  const files = await readdir(join(built, GALLERIES), { recursive: true });
  return files
    .filter((file) => file.endsWith('/index.html'))
    .map((file) => file.slice(0, -'/index.html'.length));
}

const readPage = (built: string, path: string) =>
  readFile(join(built, GALLERIES, path, 'index.html'), 'utf8');

const TEXT: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#39;': "'",
  '&quot;': '"',
  '&#34;': '"',
};
const plainText = (html = '') =>
  html.replace(/&(?:amp|lt|gt|quot|#39|#34);/g, (entity) => TEXT[entity] ?? entity);

/** What one page shows, read back from its HTML. */
function pageData(path: string, html: string) {
  const one = (text: string, pattern: RegExp) => plainText(pattern.exec(text)?.[1]);
  const cards = [...html.matchAll(/<li\b.*?<\/li>/gs)].map(([card]) => {
    const duration = one(card, /datetime="PT(\d+)S"/);
    return {
      id: one(card, /data-video="([^"]+)"/),
      title: one(card, /<span class="vitrine-title">(.*?)<\/span>/s),
      preview: /<span class="vitrine-preview".*?<\/svg><\/span>/s.exec(card)?.[0],
      ...(duration ? { duration: Number(duration) } : {}),
      ...(card.includes(' grant="')
        ? { grant: one(card, / grant="([^"]+)"/) }
        : {
            player: one(card, / href="([^"]+)"/),
            thumbnail: one(card, / src="([^"]+)"/),
            hls: one(card, / data-hls="([^"]+)"/),
            mp4: one(card, / data-mp4="([^"]+)"/) || undefined,
            chapters: one(card, / data-chapters="([^"]+)"/) || undefined,
            eager: card.includes(' loading="eager"'),
          }),
    };
  });
  const [, page = '1', pages = '1'] = /<span>\s*(\d+) \/ (\d+)\s*<\/span>/.exec(html) ?? [];
  return {
    path,
    gallery: path.split('/')[0] ?? '',
    title: one(html, /<h1>(.*?)<\/h1>/s),
    page: Number(page),
    pages: Number(pages),
    origins: [...html.matchAll(/<link rel="preconnect" href="([^"]+)"/g)].map(([, origin]) => origin),
    cards,
  };
}

/** Writes the file of the plain site: everything that the pages of a built site show. */
export async function writeLibrary(built: string, plain: string): Promise<{ pages: number; cards: number }> {
  const paths = await galleryPaths(built);
  const pages = await Promise.all(paths.map(async (path) => pageData(path, await readPage(built, path))));
  pages.sort((a, b) => a.title.localeCompare(b.title) || a.page - b.page);
  await writeFile(join(plain, 'library.json'), JSON.stringify(pages));
  return { pages: pages.length, cards: pages.reduce((sum, { cards }) => sum + cards.length, 0) };
}

/** Names of built files hold a hash of what made them; scripts that Astro inlines hold those names. */
const withoutHashes = (html: string) =>
  html.replace(/\/_astro\/[\w.@-]+/g, '/_astro/…').replace(/<script\b.*?<\/script>/gs, '<script>');

/** The share of pages that are the same in two sites but for the names of their scripts and styles. */
export async function samePages(ours: string, plain: string): Promise<number> {
  const paths = await galleryPaths(ours);
  const same = await Promise.all(
    paths.map(async (path) => {
      const [one, other] = await Promise.all([readPage(ours, path), readPage(plain, path).catch(() => '')]);
      return withoutHashes(one) === withoutHashes(other);
    }),
  );
  return same.filter(Boolean).length / paths.length;
}

const COLLECTION = `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

export const collections = {
  galleries: defineCollection({
    loader: glob({ base: './src/content/galleries', pattern: '**/*.{md,mdx}' }),
    schema: z.object({ title: z.string() }),
  }),
};
`;

/**
 * Makes the plain site what every site of this kind is besides: it has the Node adapter and an endpoint, and its gallery
 * files are a content collection whose text is rendered.
 *
 * @param files The gallery files by their paths.
 */
export async function asCollections(plain: string, files: Record<string, string>): Promise<void> {
  const change = async (path: string, edit: (text: string) => string) =>
    writeFile(join(plain, path), edit(await readFile(join(plain, path), 'utf8')));
  await change('astro.config.mjs', (text) =>
    `import node from '@astrojs/node';\n${text}`.replace(
      'defineConfig({',
      "defineConfig({ adapter: node({ mode: 'standalone' }), session: false,",
    ),
  );
  await change('src/pages/galleries/[...id].astro', (text) =>
    text
      .replace('---\n', "---\nimport { getEntry, render } from 'astro:content';\n")
      .replace(
        'const { title, gallery,',
        "const { Content } = await render(await getEntry('galleries', Astro.props.page.gallery));\nconst { title, gallery,",
      )
      .replace('<h1>{title}</h1>', '<h1>{title}</h1>\n    <Content />'),
  );
  const added = {
    ...files,
    'src/content.config.ts': COLLECTION,
    'src/pages/endpoint.ts': "export const prerender = false;\nexport const POST = () => new Response('');\n",
  };
  for (const [path, text] of Object.entries(added)) {
    await mkdir(dirname(join(plain, path)), { recursive: true });
    await writeFile(join(plain, path), text);
  }
}
