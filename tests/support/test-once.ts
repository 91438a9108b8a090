import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** `npm run test:once -- --retries 1000`: posts over a line that is cut until so many have been sent again. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({ options: { retries: { type: 'string', default: '1000' } } });
const { status } = spawnSync(
  process.execPath,
  [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/flows/once-under-cuts.test.ts'],
  {
    cwd: root,
    env: { ...process.env, KONSILIUM_TEST_RETRIES: values.retries },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
process.exitCode = status ?? 1;
