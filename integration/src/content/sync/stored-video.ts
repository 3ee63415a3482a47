import { z } from 'astro/zod';
import { catalogueVideoSchema } from '../catalogue.js';

export const storedVideoSchema = catalogueVideoSchema.extend({
  /** Place among all videos, oldest first. */
  position: z.number().int(),
});

export type StoredVideo = z.output<typeof storedVideoSchema>;
