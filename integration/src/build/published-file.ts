import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'astro/zod';
import type { Published, PublishedBefore } from './publications.js';

const valuesSchema = z.record(z.string(), z.array(z.string()));

const publishedSchema = z.object({
  /** Names the key that the grants are sealed with: those of another key are stale already. */
  key: z.string(),
  /** Access values by the ids of videos. */
  ever: valuesSchema,
  latest: valuesSchema,
  /** Of videos outside galleries. */
  single: valuesSchema,
});

export interface PublishedFile extends PublishedBefore {
  /** Every value that a video outside galleries ever had. */
  single: Published;
}

const toMap = (record: Record<string, string[]>): Published =>
  new Map(Object.entries(record).map(([id, values]) => [id, new Set(values)]));
const toRecord = (published: Published) =>
  Object.fromEntries(Array.from(published, ([id, values]) => [id, [...values].sort()]));

const fileIn = (cacheDir: URL) => new URL('vitrine-published.json', cacheDir);

/** Nothing where there is no such file, where it cannot be read, or where the key is another one. */
export function readPublished(cacheDir: URL, key: string): PublishedFile {
  try {
    const read = publishedSchema.parse(JSON.parse(readFileSync(fileIn(cacheDir), 'utf8')));
    const { ever, latest, single } = read;
    if (read.key === key) return { ever: toMap(ever), latest: toMap(latest), single: toMap(single) };
  } catch {
    // A first build, or a cache that was not kept: the docs say what that means.
  }
  return { ever: new Map(), latest: new Map(), single: new Map() };
}

/** In one step: an interrupted build leaves the file as it was. */
export function writePublished(cacheDir: URL, key: string, { ever, latest, single }: PublishedFile): void {
  const beside = new URL(`vitrine-published-${process.pid}.json`, cacheDir);
  mkdirSync(cacheDir, { recursive: true });
  const text = { key, ever: toRecord(ever), latest: toRecord(latest), single: toRecord(single) };
  writeFileSync(beside, JSON.stringify(text));
  renameSync(beside, fileIn(cacheDir));
}
