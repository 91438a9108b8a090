import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findChromium, findRedis, hasCeph } from './programs.ts';

/**
 * `npm test`: runs every suite, or those that the arguments choose (`npm test -- tests/unit`), and ends with the
 * count alone on the last line. Green means: something ran, nothing failed, and vitest itself found no fault.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

interface Program {
  name: string;
  /** Debian's. */
  packages: readonly string[];
  isThere: () => boolean;
  suites: string;
}

const programs: readonly Program[] = [
  {
    name: 'chromium-headless-shell',
    packages: ['chromium-headless-shell'],
    isThere: () => findChromium() !== null,
    suites: 'the browser tests',
  },
  {
    name: 'redis-server',
    packages: ['redis-server'],
    isThere: () => findRedis() !== null,
    suites: 'the tests of sessions in Redis',
  },
  {
    name: 'Ceph',
    packages: ['radosgw', 'ceph-mon', 'ceph-osd'],
    isThere: hasCeph,
    suites: 'the tests of images in a bucket',
  },
];

const say = (line: string) => process.stdout.write(`${line}\n`);

const chosen = process.argv.slice(2);
offerPrograms();
const { exitCode, counts } = runVitest(chosen);
// A file that did not load, or an error outside every test, must not hide behind a zero.
const failed = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0) ? 1 : counts.failed;
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
say(`${counts.passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 ? 1 : 0;

/** Installs what is missing where that is ours to do: as root on Debian, for the whole run. */
function offerPrograms(): void {
  const missing = programs.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return;

  const mayInstall =
    chosen.length === 0 && process.getuid?.() === 0 && existsSync('/etc/debian_version') && hasApt();
  if (mayInstall && apt('update')) {
    // Each by itself: one that is not to be had must not cost the others.
    for (const { name, packages } of missing) {
      say(`Installing ${name} for the tests …`);
      apt('install', '-y', '--no-install-recommends', ...packages);
    }
  }
  for (const { name, suites, isThere } of missing) {
    const why = mayInstall ? 'could not be installed' : 'is not installed';
    if (!isThere()) say(`Skipping ${suites}: ${name} ${why}.`);
  }
}

function hasApt(): boolean {
  return spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

function apt(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore', env }).status === 0;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

function runVitest(args: string[]): { exitCode: number; counts: Counts } {
  const folder = mkdtempSync(path.join(tmpdir(), 'konsilium-report-'));
  try {
    const file = path.join(folder, 'report.json');
    const { status } = spawnSync(
      process.execPath,
      // Two at once even on two cores: much of the time is spent waiting for the database, or for a browser. Many cores
      // are not all used: each file has a service of its own, and some a Chromium.
      [
        vitest,
        'run',
        `--maxWorkers=${Math.min(8, Math.max(2, availableParallelism() - 1))}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args,
      ],
      { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
    );
    return { exitCode: status ?? 1, counts: count(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(file: string): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  const result = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  const brokenFiles = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + brokenFiles.length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
