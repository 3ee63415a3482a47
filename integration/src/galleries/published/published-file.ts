import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Published, PublishedBefore } from './publications.js';

/** Access values by the ids of videos. */
type Values = Record<string, string[]>;

interface StoredKey {
  /** Names the key that the grants are sealed with: those of another key are stale already. */
  key: string;
  ever: Values;
  latest: Values;
  /** Of videos outside galleries. */
  single: Values;
}

const isText = (value: unknown) => typeof value === 'string';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isValues = (value: unknown): value is Values =>
  isRecord(value) && Object.values(value).every((values) => Array.isArray(values) && values.every(isText));

/** By hand: of ten thousand videos, a schema would take most of the time that reading them takes. */
const isStoredKey = (value: unknown): value is StoredKey =>
  isRecord(value) && isText(value.key) && [value.ever, value.latest, value.single].every(isValues);

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

/** Makes one of each key, which all that is made of an equal one share: many videos have the same values. */
function shared<Key, Made>(make: (key: Key) => Made, nameOf: (key: Key) => unknown): (key: Key) => Made {
  const known = new Map<unknown, Made>();
  return (key) => {
    const name = nameOf(key);
    const made = known.get(name) ?? make(key);
    known.set(name, made);
    return made;
  };
}

function toMap(record: Values): Published {
  const setOf = shared(
    (values: readonly string[]) => new Set(values),
    (values) => JSON.stringify(values),
  );
  return new Map(Object.entries(record).map(([id, values]) => [id, setOf(values)]));
}

function toRecord(published: Published): Values {
  const sorted = shared(
    (values: ReadonlySet<string>) => [...values].sort(),
    (values) => values,
  );
  return Object.fromEntries(Array.from(published, ([id, values]) => [id, sorted(values)]));
}

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
    const keys: unknown = JSON.parse(text);
    return Array.isArray(keys) && keys.every(isStoredKey) ? keys : undefined;
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
