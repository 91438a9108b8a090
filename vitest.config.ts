import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'database',
          include: ['tests/flows/**/*.test.ts', 'tests/privacy/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/support/postgres.global.ts',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/web/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/support/postgres.global.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
