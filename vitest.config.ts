import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['test/property-seed.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    // nodejieba takes 1 to 4 s to load its dictionaries in each worker, on a machine that may be busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
