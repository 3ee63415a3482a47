import { expect, it } from 'vitest';
import { circlesIn, importsIn } from './imports.js';

// `npm run check` looks for circles in all TypeScript; .astro files are followed here alone.
it.each(['integration/src', 'sandbox/src', 'src'])('has no circle of imports in %s', (folder) => {
  const imports = importsIn(folder);
  expect(imports.size).toBeGreaterThan(3);
  expect(circlesIn(imports)).toEqual([]);
});
