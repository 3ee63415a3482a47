import { nfc } from '../nfc.js';
import type { IndexedVideo } from './catalogue-index.js';

/** What a query looks at, each in one spelling. */
interface Words {
  /** In small letters. */
  title: string;
  tags: readonly string[];
  metadata: readonly (readonly [key: string, value: string])[];
}

const known = new WeakMap<IndexedVideo, Words>();

export function wordsOf(video: IndexedVideo): Words {
  let words = known.get(video);
  if (!words) {
    words = {
      title: nfc(video.title.toLowerCase()),
      tags: video.tags.map(nfc),
      metadata: Object.entries(video.metadata).map(([key, value]) => [nfc(key), nfc(value)]),
    };
    known.set(video, words);
  }
  return words;
}
