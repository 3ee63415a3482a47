import type { VideoQuery } from '../contract/video-query.js';
import type { IndexedVideo } from './catalogue-index.js';
import { nfc } from './nfc.js';

/**
 * A query as api.video has to be asked, which compares characters: in the spelling that every video found has. Undefined
 * where they are spelled in several ways, so that no single list holds them all.
 *
 * @param found Every video that the query finds in any spelling.
 */
export function spelledQuery(query: VideoQuery, found: readonly IndexedVideo[]): VideoQuery | undefined {
  const [first] = found;
  if (!first) return query;
  const { title, tags = [], metadata = {}, ...order } = query;
  const spelledTags = tags.map((tag) =>
    [tag, ...first.tags]
      .filter((spelled) => nfc(spelled) === nfc(tag))
      .find((spelled) => found.every((video) => video.tags.includes(spelled))),
  );
  const pairs = Object.entries(metadata).map(([key, value]) =>
    [[key, value] as const, ...Object.entries(first.metadata)]
      .filter(([spelledKey, spelled]) => nfc(spelledKey) === nfc(key) && nfc(spelled) === nfc(value))
      .find(([spelledKey, spelled]) => found.every((video) => video.metadata[spelledKey] === spelled)),
  );
  const spelledTitle =
    title &&
    [title, nfc(title), title.normalize('NFD')].find((spelled) =>
      found.every((video) => video.title.toLowerCase().includes(spelled.toLowerCase())),
    );
  if ((title && !spelledTitle) || spelledTags.includes(undefined) || pairs.includes(undefined))
    return undefined;
  return {
    ...(spelledTitle ? { title: spelledTitle } : {}),
    ...(tags.length > 0 ? { tags: spelledTags as string[] } : {}),
    ...(pairs.length > 0 ? { metadata: Object.fromEntries(pairs as [string, string][]) } : {}),
    ...order,
  };
}
