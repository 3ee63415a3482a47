import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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
      ...(duration ? { duration: Number(duration) } : {}),
      ...(card.includes(' grant="')
        ? { grant: one(card, / grant="([^"]+)"/) }
        : {
            player: one(card, / href="([^"]+)"/),
            thumbnail: one(card, / src="([^"]+)"/),
            hls: one(card, / data-hls="([^"]+)"/),
            mp4: one(card, / data-mp4="([^"]+)"/) || undefined,
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
