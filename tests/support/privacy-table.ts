import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { attacks, attacksNamedIn, suitesElsewhere } from '../privacy/attacks.ts';

/**
 * `npm run test:privacy`: runs everything that holds the promise of anonymity and ends with a table: each known attack,
 * and what became of it.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');

const report = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) }),
  ),
});

const say = (line: string) => process.stdout.write(`${line}\n`);

const folder = mkdtempSync(path.join(tmpdir(), 'konsilium-privacy-'));
try {
  const file = path.join(folder, 'report.json');
  const suites = ['tests/privacy', ...suitesElsewhere];
  const { status } = spawnSync(
    process.execPath,
    // Two at once even on two cores: much of the time is spent waiting for the database.
    [
      vitest,
      'run',
      '--maxWorkers=2',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...suites,
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const tests = existsSync(file)
    ? report
        .parse(JSON.parse(readFileSync(file, 'utf8')))
        .testResults.flatMap((suite) => suite.assertionResults)
    : [];
  const broken = printTable(tests);
  process.exitCode = status === 0 && broken === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @returns how many attacks were neither held nor explained. */
function printTable(tests: { status: string; fullName: string }[]): number {
  const rows = Object.entries(attacks).map(([number, { title, reason }]) => {
    const own = tests.filter(({ fullName }) => attacksNamedIn(fullName).includes(Number(number)));
    const passed = own.filter(({ status }) => status === 'passed').length;
    const held = own.length > 0 && passed === own.length;
    const result =
      reason !== null
        ? `cannot apply: ${reason}`
        : `${held ? 'held' : 'BROKEN'} (${passed} of ${own.length} tests passed)`;
    return { number: `#${number}`.padStart(3), title, result, broken: reason === null && !held };
  });
  const width = Math.max(...rows.map(({ title }) => title.length));
  say('');
  for (const { number, title, result } of rows) say(`${number}  ${title.padEnd(width)}  ${result}`);
  const count = (of: (row: (typeof rows)[number]) => boolean) => rows.filter(of).length;
  const broken = count((row) => row.broken);
  const explained = count(({ result }) => result.startsWith('cannot apply'));
  say('');
  say(`${rows.length - broken - explained} attacks held, ${broken} broken, ${explained} cannot apply`);
  return broken;
}
