import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/{unit,server,sandbox,conformance}/**/*.test.ts'] } },
      {
        // Real builds, servers and browsers: one file at a time keeps two cores honest.
        test: {
          name: 'site',
          include: ['test/{build,e2e}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        // Abuse, faults and several instances: each file has the machine to itself.
        test: {
          name: 'gate',
          include: ['test/{gate,soak,instances}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
