/** What a developer reads when something is still missing. */
export const COLLECTIONS_SNIPPET = `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { gallerySchema, videoLoader } from 'astro-vitrine/content';

export const collections = {
  videos: defineCollection({ loader: videoLoader() }),
  galleries: defineCollection({
    loader: glob({ base: './src/content/galleries', pattern: '**/*.{md,mdx}' }),
    schema: gallerySchema(),
  }),
};`;

export const NO_COLLECTIONS = `No gallery pages yet: this site has no content collections. Put this into src/content.config.ts:\n\n${COLLECTIONS_SNIPPET}\n`;

export const NO_ADAPTER = {
  message: 'Private videos need a server that issues their tokens, and this site has no adapter.',
  hint: 'Run `npx astro add node`. Your pages stay static; only /_vitrine/* is served on demand.',
};
