import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'sandbox',
    // What a browser shows may take its time on a busy machine; what never comes fails all the same.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 20_000,
    maxWorkers: '100%',
    include: ['test/**/*.test.ts'],
  },
});
