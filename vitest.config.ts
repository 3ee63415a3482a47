import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What a browser or a server shows may take its time on a busy machine; what never comes fails all the same. */
const expect = { poll: { timeout: 15_000 } };

export default defineConfig({
  // The sandbox's source, as the integration's: what is compiled may be older.
  resolve: {
    alias: [
      {
        find: /^api-video-sandbox$/,
        replacement: fileURLToPath(new URL('sandbox/src/index.ts', import.meta.url)),
      },
    ],
  },
  test: {
    projects: [
      'sandbox',
      {
        extends: true,
        test: {
          name: 'unit',
          expect,
          testTimeout: 20_000,
          include: ['test/{unit,house}/**/*.test.ts'],
          maxWorkers: '100%',
        },
      },
      {
        // Real builds, servers and browsers. What a test of a file needs first counts in that test's time.
        extends: true,
        test: {
          name: 'site',
          expect,
          include: ['test/{site,e2e,engines,gate}/**/*.test.ts'],
          globalSetup: 'test/helpers/demo-service.ts',
          maxWorkers: 2,
          testTimeout: 300_000,
          // Three browser engines on a machine of two cores: what only once did not come in time is said, and tried once more.
          retry: process.env.CI ? 1 : 0,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Visitors by the clock, faults and several instances: each file has the machine to itself.
        extends: true,
        test: {
          name: 'load',
          expect,
          include: ['test/{soak,instances}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
