import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['test/property-seed.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    // Most tests wait for sockets, disks and other programs; Vitest leaves one core of two idle otherwise.
    maxWorkers: 2,
    // nodejieba takes 1 to 4 s to load its dictionaries in each worker, on a machine that may be busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
