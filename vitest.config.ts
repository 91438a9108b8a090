import { defineConfig } from 'vitest/config';

/**
 * Node loads graphql's CommonJS build for everybody, Vite would load its ES modules for our own files: two realms, and
 * every `instanceof` between them false. One for all, the one that production runs on.
 */
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

/** These look at the process that they run in (its memory, environment, connections, pace) or change a module of it. */
const inOwnProcess = [
  'tests/flows/erasure-processors.test.ts',
  'tests/flows/images-refused.test.ts',
  'tests/flows/traces.test.ts',
  'tests/privacy/differential.test.ts',
  'tests/privacy/telemetry.test.ts',
];

const onPostgres = {
  environment: 'node',
  globalSetup: 'tests/support/postgres.global.ts',
  testTimeout: 20_000,
  hookTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      { resolve, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
      {
        resolve,
        test: {
          ...onPostgres,
          name: 'database',
          include: ['tests/flows/**/*.test.ts', 'tests/privacy/**/*.test.ts'],
          exclude: inOwnProcess,
          // The service is loaded once per worker; each file has a database and a service of its own.
          isolate: false,
        },
      },
      { resolve, test: { ...onPostgres, name: 'database-alone', include: inOwnProcess } },
      {
        resolve,
        test: {
          name: 'browser',
          include: ['tests/web/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/postgres.global.ts', 'tests/support/web.global.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          isolate: false,
        },
      },
    ],
  },
});
