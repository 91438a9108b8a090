import { defineConfig } from 'vitest/config';

/**
 * Node loads graphql's CommonJS build for everybody, Vite would load its ES modules for our own files: two realms, and
 * every `instanceof` between them false. One for all, the one that production runs on.
 */
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

export default defineConfig({
  test: {
    projects: [
      { resolve, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
      {
        resolve,
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
        resolve,
        test: {
          name: 'browser',
          include: ['tests/web/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/postgres.global.ts', 'tests/support/web.global.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
