import { expect, it } from 'vitest';

const MODULE = '../../../../integration/src/astro/internals/process-wide.js';

it('two copies of the package share what is kept by a name, and make it once', async () => {
  const natively = await import(`${MODULE}?natively`);
  const throughVite = await import(`${MODULE}?through-vite`);
  expect(natively.processWide).not.toBe(throughVite.processWide);
  const kept = natively.processWide('test', () => ({ by: 'the first' }));
  expect(throughVite.processWide('test', () => ({ by: 'the second' }))).toBe(kept);
  expect(throughVite.processWide('another test', () => ({}))).not.toBe(kept);
});
