import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Makes prisma/client from prisma/schema. Runs after every install; `npm run generate` runs it too.
 * Generating is WebAssembly, but Prisma's command first looks for the schema engine's binary and would download it:
 * it is pointed at a file that exists instead.
 */
const root = fileURLToPath(new URL('../', import.meta.url));
const prisma = fileURLToPath(new URL('../node_modules/.bin/prisma', import.meta.url));

if (!existsSync(prisma)) {
  // A production install has no Prisma command; its image brings the client along.
  process.exit(existsSync(new URL('./client/client.ts', import.meta.url)) ? 0 : 1);
}
const { status, stdout, stderr } = spawnSync(prisma, ['generate', '--no-hints'], {
  cwd: root,
  encoding: 'utf8',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: fileURLToPath(import.meta.url),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  },
});
if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
process.exit(status ?? 1);
