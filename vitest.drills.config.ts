import { defineConfig } from 'vitest/config';

// One after another: each drill has the machine for itself.
export default defineConfig({
  test: {
    include: ['test/drills/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    bail: 0,
    testTimeout: 600_000,
    hookTimeout: 300_000,
    disableConsoleIntercept: true,
  },
});
