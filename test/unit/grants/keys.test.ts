import { expect, it } from 'vitest';
import {
  deriveGrantKeys,
  deriveGrantSecret,
  deriveLimitsName,
  deriveVisitorsSecret,
} from '../../../integration/src/grants/keys.js';

/** Pages of earlier builds and counts of other instances depend on these bytes. */
it('derives the same from the same secrets as ever', () => {
  expect(deriveGrantSecret('AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=')).toBe(
    'nja7sSQ9dhkUZ2ovz6dHVhXwt49WkChx9BsQ-n4g0lo',
  );
  expect(deriveVisitorsSecret('a secret')).toBe(
    'bcffde822efc0688c24d88b839280feb37cca244742b779ff1428198794201eb',
  );
  expect(deriveLimitsName('a secret')).toBe('Y8EM6Bw9JvYQzd-hhqcKej');
  expect(deriveGrantKeys('a secret').id.toString('hex')).toBe('1fb2ae8533f0');
});
