import type { StoredVideo } from '../catalogue.js';

/** Gives a video the very tags and metadata that others like it have. */
export type Share = (data: StoredVideo) => StoredVideo;

/**
 * Astro writes, reads and holds what many entries share once, and a library has far fewer sets of tags and metadata than
 * videos.
 *
 * @param stored The videos that keep what they have.
 */
export function createSharing(stored: Iterable<StoredVideo>): Share {
  const shared = new Map<string, object>();
  const one = <T extends object>(value: T): T => {
    const key = JSON.stringify(value);
    const known = shared.get(key) ?? value;
    shared.set(key, known);
    return known as T;
  };
  for (const { tags, metadata } of stored) {
    one(tags);
    one(metadata);
  }
  return (data) => ({ ...data, tags: one(data.tags), metadata: one(data.metadata) });
}
