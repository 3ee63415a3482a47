import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeTooOld } from '../../../integration/src/contract/node-version.js';
import { ROOT } from '../../helpers/site.js';

describe('a Node', () => {
  it.each(['12.22.12', '18.20.8', '20.20.2', '21.7.3', '22.0.0', '22.11.0'])(
    'of version %s is too old',
    (node) => {
      const { engines } = JSON.parse(readFileSync(join(ROOT, 'integration/package.json'), 'utf8'));
      const needed = /^>=(\d+\.\d+)\.0$/.exec(engines.node)?.[1];
      expect(nodeTooOld({ node })).toBe(
        `[astro-vitrine] Node ${needed} or later is needed, and this is Node ${node}, where requests would fail. ` +
          'Install a later Node and start again with it.',
      );
    },
  );

  it.each(['22.12.0', '22.20.1', '23.0.0', '24.21.0', '100.0.0'])('of version %s is not', (node) => {
    expect(nodeTooOld({ node })).toBeUndefined();
  });

  it.each([{}, { node: '20.0.0', bun: '1.1.0' }, { node: '20.0.0', deno: '2.0.0' }])(
    'is not asked for where another runtime serves: %o',
    (versions) => {
      expect(nodeTooOld(versions)).toBeUndefined();
    },
  );
});
