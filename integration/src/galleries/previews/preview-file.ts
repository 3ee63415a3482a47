import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { IndexedVideo } from '../catalogue-index.js';
import { FIELDS, type Preview, type Previews } from './preview.js';

/** A preview, and the `updatedAt` of its video when it was made. */
export interface KeptPreview {
  of: string;
  colours: Preview;
}

const COLOUR = /^#[0-9a-f]{6}$/;

/** By hand: of ten thousand previews, a schema would take most of the time that reading them takes. */
function isPreview(value: unknown): value is KeptPreview {
  const { of, colours } = (value ?? {}) as { of?: unknown; colours?: unknown };
  const isColour = (colour: unknown) => typeof colour === 'string' && COLOUR.test(colour);
  return (
    typeof of === 'string' && Array.isArray(colours) && colours.length === FIELDS && colours.every(isColour)
  );
}

/** Videos remembered at most. */
const MOST_VIDEOS = 100_000;

const fileIn = (cacheDir: URL) => new URL('vitrine-previews.json', cacheDir);

/** What earlier builds have made, by the ids of videos. A file that cannot be read costs the work once more. */
export function readPreviews(cacheDir: URL): Map<string, KeptPreview> {
  let entries: [string, unknown][];
  try {
    entries = Object.entries(JSON.parse(readFileSync(fileIn(cacheDir), 'utf8')));
  } catch {
    return new Map();
  }
  const arePreviews = (all: [string, unknown][]): all is [string, KeptPreview][] =>
    all.every(([, value]) => isPreview(value));
  return new Map(arePreviews(entries) ? entries : []);
}

/** A video that changed may have another picture. */
export const versionOf = ({ updatedAt }: IndexedVideo): string => updatedAt ?? '';

/** The previews of some videos, as far as there are any of what the videos are now. */
export function previewsFrom(
  kept: ReadonlyMap<string, KeptPreview>,
  videos: readonly IndexedVideo[],
): Previews {
  const previews = new Map<string, Preview>();
  for (const video of videos) {
    const preview = kept.get(video.id);
    if (preview?.of === versionOf(video)) previews.set(video.id, preview.colours);
  }
  return previews;
}

/** In one step: an interrupted build leaves the file as it was. */
export function writePreviews(cacheDir: URL, previews: ReadonlyMap<string, KeptPreview>): void {
  const beside = new URL(`vitrine-previews-${process.pid}.json`, cacheDir);
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(beside, JSON.stringify(Object.fromEntries([...previews].slice(-MOST_VIDEOS))));
  renameSync(beside, fileIn(cacheDir));
}
