import { cp, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from '../helpers/site.js';

export type Starter = 'minimal' | 'blog' | 'mdx' | 'tailwind';

export interface Setting {
  starter: Starter;
  output: 'static' | 'server';
  base: string | undefined;
}

/** A starter's own way to show videos on a page, besides the gallery's page. */
interface Use {
  /** What a developer would write into `vitrine()`. */
  options: object;
  /** More files, and the path of the page they make. */
  files: Record<string, string>;
  page: string;
  /** Whether the starter has a content config, which then keeps its collections. */
  ownCollections?: true;
}

const GALLERY = "import { Gallery } from 'astro-vitrine/components';";

const uses: Record<Starter, Use> = {
  minimal: {
    options: {},
    page: 'talks',
    files: {
      'src/pages/talks.astro': `---\n${GALLERY}\n---\n<html lang="en"><head><title>Talks</title><link rel="icon" href="data:,"></head><body><Gallery id="summit" /></body></html>\n`,
    },
  },
  blog: {
    options: { layout: './src/layouts/Page.astro' },
    page: 'blog/with-video',
    ownCollections: true,
    files: {
      'src/content/blog/with-video.mdx': `---\ntitle: With videos\npublished: 2026-02-01\n---\n\n${GALLERY}\n\nFrom the summit:\n\n<Gallery id="summit" />\n`,
    },
  },
  mdx: {
    options: { layout: './src/layouts/Base.astro' },
    page: 'talks',
    files: {
      'src/pages/talks.mdx': `---\nlayout: ../layouts/Base.astro\ntitle: Talks\n---\n\n${GALLERY}\nimport Paragraph from '../components/Paragraph.astro';\n\nexport const components = { p: Paragraph };\n\n# Talks\n\n<Gallery id="summit" />\n`,
    },
  },
  tailwind: {
    options: { layout: './src/layouts/Main.astro' },
    page: 'talks',
    files: {
      'src/pages/talks.astro': `---\n${GALLERY}\nimport Main from '../layouts/Main.astro';\n---\n<Main title="Talks"><Gallery id="summit" /></Main>\n`,
    },
  },
};

/**
 * Puts a starter into `site` and adds Vitrine to it as the README says: adapter and integration, two collections, one
 * gallery file, and a page with `<Gallery>`. Gives the paths of the pages with videos.
 */
export async function addVitrine(
  site: string,
  { starter, output, base }: Setting,
  manifest: string,
): Promise<string[]> {
  const { options, files, page, ownCollections } = uses[starter];
  await cp(join(ROOT, 'test/fixtures/starters', starter), site, { recursive: true });
  await rename(join(site, 'astro.config.mjs'), join(site, 'starter.config.mjs'));
  if (ownCollections) {
    await rename(join(site, 'src/content.config.ts'), join(site, 'src/own-collections.ts'));
  }
  await mkdir(join(site, 'src/content/galleries'), { recursive: true });
  await cp(join(ROOT, 'test/fixtures/gallery.md'), join(site, 'src/content/galleries/summit.md'));
  const added = {
    'package.json': manifest,
    'astro.config.mjs': configuration({ output, base }, options),
    'src/content.config.ts': contentConfig(ownCollections),
    ...files,
  };
  for (const [name, text] of Object.entries(added)) {
    await mkdir(dirname(join(site, name)), { recursive: true });
    await writeFile(join(site, name), text);
  }
  return [`${base ?? ''}/galleries/summit/`, `${base ?? ''}/${page}/`];
}

const configuration = (setting: { output: string; base: string | undefined }, options: object) => `
import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
import starter from './starter.config.mjs';

export default {
  ...starter,
  ...${JSON.stringify(setting)},
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [...(starter.integrations ?? []), vitrine(${JSON.stringify(options)})],
};
`;

const contentConfig = (own: boolean | undefined) => `
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { gallerySchema, videoLoader } from 'astro-vitrine/content';
${own ? "import { collections as own } from './own-collections';" : 'const own = {};'}

export const collections = {
  ...own,
  videos: defineCollection({ loader: videoLoader() }),
  galleries: defineCollection({
    loader: glob({ base: './src/content/galleries', pattern: '**/*.{md,mdx}' }),
    schema: gallerySchema(),
  }),
};
`;
