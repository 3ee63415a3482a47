import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { gallerySchema, videoLoader } from 'astro-vitrine/content';

export const collections = {
  videos: defineCollection({ loader: videoLoader() }),
  galleries: defineCollection({
    loader: glob({ base: './src/content/galleries', pattern: '**/*.{md,mdx}' }),
    schema: gallerySchema(),
  }),
};
