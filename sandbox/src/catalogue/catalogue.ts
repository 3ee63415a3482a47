import { hash } from 'node:crypto';
import { alphanumericFrom } from '../state/random.js';
import type { VideoRecord } from '../state/videos.js';
import { archiveEntry } from './archive.js';
import { captionsOf } from './captions.js';
import { SUMMIT } from './summit.js';
import { vttOf } from './vtt.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The summit's first morning. */
const FIRST_DAY = Date.UTC(2026, 4, 20, 8, 0, 0);

/** The id of catalogue video `index`: the same on every machine, so that pages may name it. */
export function catalogueId(index: number): string {
  return `vi${alphanumericFrom(hash('sha256', `vitrine video ${index}`, 'buffer'), 22)}`;
}

/** The first `count` videos, the same at every start. */
export function* catalogue(count: number): Generator<VideoRecord> {
  for (let index = 0; index < count; index++) yield video(index);
}

function video(index: number): VideoRecord {
  const entry = SUMMIT[index] ?? archiveEntry(index + 1);
  const { chapters = {} } = entry;
  const beyond = index - SUMMIT.length;
  const createdAt = beyond < 0 ? FIRST_DAY + index * 2.25 * HOUR : FIRST_DAY - (beyond + 2) * 7 * HOUR;
  return {
    videoId: catalogueId(index),
    title: entry.title,
    description: entry.description,
    public: entry.public ?? false,
    panoramic: false,
    mp4Support: true,
    language: 'en',
    tags: [...entry.tags],
    metadata: [
      { key: 'year', value: entry.year ?? String(new Date(createdAt).getUTCFullYear()) },
      { key: 'track', value: entry.track },
      ...(entry.speaker ? [{ key: 'speaker', value: entry.speaker }] : []),
      ...(entry.chapters ? [{ key: 'chapters', value: Object.keys(chapters).join(' ') }] : []),
    ],
    createdAt,
    publishedAt: createdAt + DAY + ((index * 37) % 11) * HOUR,
    updatedAt: createdAt + 3 * DAY + ((index * 53) % 29) * HOUR,
    media: { kind: 'clip', clip: entry.clip },
    captions: captionsOf(entry.spoken),
    chapters: new Map(Object.entries(chapters).map(([language, names]) => [language, vttOf(names)])),
  };
}
