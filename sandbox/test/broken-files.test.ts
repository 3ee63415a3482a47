import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renditionOf } from '../src/delivery/rendition.js';
import { encodingOf } from '../src/state/encoding.js';
import { playedAs } from '../src/state/played.js';
import { FILE } from './helpers/upload-files.js';

/** In one piece, and in fragments with an index. */
const FRAGMENTED = readFileSync(new URL('../media/paper-360p.mp4', import.meta.url));

it.each([
  ['ordinary', FILE],
  ['fragmented', FRAGMENTED],
])(
  'takes no broken upload for more than a failed one, and calls none playable that it cannot cut: %s',
  (_what, original) => {
    // Where the tables are that a broken file may lie in.
    const header = original.indexOf('mdat');
    const damage = fc.array(fc.tuple(fc.nat(header), fc.nat(255)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(damage, fc.integer({ min: 0, max: original.length }), (changes, length) => {
        const file = Buffer.from(original);
        for (const [at, byte] of changes) file[at] = byte;
        for (const upload of [file, file.subarray(0, length)]) {
          const { qualities } = encodingOf({ kind: 'file', file: upload, arrivedAt: 0, by: 'upload' }, 0, 0);
          expect(qualities).toHaveLength(2);
          renditionOf(upload);
          const played = playedAs(upload);
          expect(played === undefined || renditionOf(played.file) !== undefined).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  },
);
