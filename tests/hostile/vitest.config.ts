import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `npm run test:hostile`: measures, and so runs alone. */
export default defineConfig({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    name: 'hostile',
    include: ['tests/hostile/**/*.hostile.ts'],
    environment: 'node',
    globalSetup: ['tests/support/postgres.global.ts', 'tests/support/web.global.ts'],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
