import { defineConfig } from 'vitest/config';

// forks: the SDK's native part and its worker threads want a process of their own.
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'domain', include: ['test/{domain,calendars,bench,client,deploy}/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'workflows',
          include: ['test/workflows/**/*.test.ts', 'test/replay/**/*.test.ts'],
          globalSetup: ['test/support/bundle-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'live',
          include: ['test/{store,intake,activities,api,live,cli}/**/*.test.ts'],
          globalSetup: ['test/support/live-setup.ts'],
        },
      },
    ],
  },
});
