import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'astro/zod';
import type { IndexedVideo } from '../catalogue-index.js';
import { FIELDS, type Preview, type Previews } from './preview.js';

/** A preview, and the `updatedAt` of its video when it was made. */
export interface KeptPreview {
  of: string;
  colours: Preview;
}

const colourSchema = z.string().regex(/^#[0-9a-f]{6}$/);

const fileSchema = z.record(
  z.string(),
  z.object({ of: z.string(), colours: z.array(colourSchema).length(FIELDS) }),
);

/** Videos remembered at most. */
const MOST_VIDEOS = 100_000;

const fileIn = (cacheDir: URL) => new URL('vitrine-previews.json', cacheDir);

/** What earlier builds have made, by the ids of videos. A file that cannot be read costs the work once more. */
export function readPreviews(cacheDir: URL): Map<string, KeptPreview> {
  try {
    return new Map(Object.entries(fileSchema.parse(JSON.parse(readFileSync(fileIn(cacheDir), 'utf8')))));
  } catch {
    return new Map();
  }
}

/** A video that changed may have another picture. */
export const versionOf = ({ updatedAt }: IndexedVideo): string => updatedAt ?? '';

/** The previews of some videos, as far as there are any of what the videos are now. */
export function previewsFrom(
  kept: ReadonlyMap<string, KeptPreview>,
  videos: readonly IndexedVideo[],
): Previews {
  return new Map(
    videos.flatMap((video) => {
      const preview = kept.get(video.id);
      return preview?.of === versionOf(video) ? [[video.id, preview.colours] as const] : [];
    }),
  );
}

/** In one step: an interrupted build leaves the file as it was. */
export function writePreviews(cacheDir: URL, previews: ReadonlyMap<string, KeptPreview>): void {
  const beside = new URL(`vitrine-previews-${process.pid}.json`, cacheDir);
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(beside, JSON.stringify(Object.fromEntries([...previews].slice(-MOST_VIDEOS))));
  renameSync(beside, fileIn(cacheDir));
}
