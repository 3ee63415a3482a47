import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renditionOf } from '../../integration/src/sandbox/delivery/rendition.js';
import { encodingOf } from '../../integration/src/sandbox/state/encoding.js';
import { FILE } from './upload-files.js';

/** Where the tables are that a broken file may lie in. */
const HEADER = FILE.indexOf('mdat');

it('takes no broken upload for more than a failed one', () => {
  const damage = fc.array(fc.tuple(fc.nat(HEADER), fc.nat(255)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(damage, fc.integer({ min: 0, max: FILE.length }), (changes, length) => {
      const file = Buffer.from(FILE);
      for (const [at, byte] of changes) file[at] = byte;
      for (const upload of [file, file.subarray(0, length)]) {
        const { qualities } = encodingOf({ kind: 'file', file: upload, arrivedAt: 0, by: 'upload' }, 0, 0);
        expect(qualities).toHaveLength(2);
        renditionOf(upload);
      }
    }),
    { numRuns: 200 },
  );
});
