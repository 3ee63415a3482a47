import type { IndexedVideo } from './catalogue-index.js';
import { nfc } from './nfc.js';

/** Many galleries look at the same videos. */
function remembered<Result>(make: (video: IndexedVideo) => Result): (video: IndexedVideo) => Result {
  const known = new WeakMap<IndexedVideo, { result: Result }>();
  return (video) => {
    let made = known.get(video);
    if (!made) {
      made = { result: make(video) };
      known.set(video, made);
    }
    return made.result;
  };
}

/** What a query looks at, each in one spelling: the title in small letters … */
export const titleOf = remembered(({ title }) => nfc(title.toLowerCase()));

/** … the tags … */
export const tagsOf = remembered(({ tags }) => tags.map(nfc));

/** … and the pairs. */
export const pairsOf = remembered(({ metadata }) =>
  Object.entries(metadata).map(([key, value]) => [nfc(key), nfc(value)] as const),
);
