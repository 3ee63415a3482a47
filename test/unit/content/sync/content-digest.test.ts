import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { storedForm } from '../../../../integration/src/content/sync/content-digest.js';

it('stored videos have the form they had: with another one, every site reads its whole account anew', () => {
  expect(createHash('sha256').update(storedForm()).digest('base64url')).toBe(
    'YAAESAVwt_fjnAFzjkf8Q8lTvVqms7uF5WO3P2HB7Y4',
  );
});
