import { afterEach, expect, it, vi } from 'vitest';
import { trimAstroKey } from '../../../../integration/src/astro/internals/trimmed-key.js';
import { importAstro } from '../../../helpers/private-astro.js';

const { getEnvironmentKey } = await importAstro<{ getEnvironmentKey(): Promise<CryptoKey> }>(
  'core/encryption.js',
);
const KEY = Buffer.alloc(32, 1).toString('base64');

afterEach(() => vi.unstubAllEnvs());

it('Astro reads a key with white space around it only once that is gone', async () => {
  vi.stubEnv('ASTRO_KEY', ` ${KEY}\r\n`);
  await expect(getEnvironmentKey()).rejects.toThrow();
  trimAstroKey(process.env);
  const raw = await crypto.subtle.exportKey('raw', await getEnvironmentKey());
  expect(Buffer.from(raw).toString('base64')).toBe(KEY);
});

it('makes no key where there is none', () => {
  const environment = {};
  trimAstroKey(environment);
  expect(environment).toEqual({});
});
