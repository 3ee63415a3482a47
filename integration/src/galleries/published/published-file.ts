import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'astro/zod';
import type { Published, PublishedBefore } from './publications.js';

const valuesSchema = z.record(z.string(), z.array(z.string()));

const publishedSchema = z.array(
  z.object({
    /** Names the key that the grants are sealed with: those of another key are stale already. */
    key: z.string(),
    /** Access values by the ids of videos. */
    ever: valuesSchema,
    latest: valuesSchema,
    /** Of videos outside galleries. */
    single: valuesSchema,
  }),
);

type StoredKey = z.output<typeof publishedSchema>[number];

/** Builds for production and for a preview, say, may take turns in one folder. */
const MOST_KEYS = 4;

export interface PublishedFile extends PublishedBefore {
  /** Every value that a video outside galleries ever had, as far as builds keep pages. */
  single: Published;
}

export interface PublishedRead extends PublishedFile {
  /** Whether there is a file that says nothing. */
  unreadable: boolean;
}

const toMap = (record: Record<string, string[]>): Published =>
  new Map(Object.entries(record).map(([id, values]) => [id, new Set(values)]));
const toRecord = (published: Published) =>
  Object.fromEntries(Array.from(published, ([id, values]) => [id, [...values].sort()]));

const fileIn = (cacheDir: URL) => new URL('vitrine-published.json', cacheDir);

function readKeys(cacheDir: URL): StoredKey[] | undefined {
  let text: string;
  try {
    text = readFileSync(fileIn(cacheDir), 'utf8');
  } catch {
    // A first build, or a cache that was not kept: the docs say what that means.
    return [];
  }
  try {
    return publishedSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Nothing where nothing is known of the key. */
export function readPublished(cacheDir: URL, key: string): PublishedRead {
  const keys = readKeys(cacheDir);
  const { ever, latest, single } = keys?.find((each) => each.key === key) ?? {
    ever: {},
    latest: {},
    single: {},
  };
  return { ever: toMap(ever), latest: toMap(latest), single: toMap(single), unreadable: keys === undefined };
}

/** In one step: an interrupted build leaves the file as it was. */
export function writePublished(cacheDir: URL, key: string, { ever, latest, single }: PublishedFile): void {
  const beside = new URL(`vitrine-published-${process.pid}.json`, cacheDir);
  const others = (readKeys(cacheDir) ?? []).filter((each) => each.key !== key).slice(0, MOST_KEYS - 1);
  const own = { key, ever: toRecord(ever), latest: toRecord(latest), single: toRecord(single) };
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(beside, JSON.stringify([own, ...others]));
  renameSync(beside, fileIn(cacheDir));
}
