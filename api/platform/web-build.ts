import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PlainError } from './plain-error.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const web = path.join(root, 'web');
const run = promisify(execFile);
const stamp = path.join(web, 'dist', '.sources');

/** Builds the web pages unless the build at hand is of these very sources. A production image brings its build. */
export async function ensureWebBuild(progress: (step: string) => void): Promise<void> {
  const built = await readFile(stamp, 'utf8').catch(() => null);
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) {
    if (built === null) throw new PlainError('The web pages have not been built: run npm run build first.');
    return;
  }
  const sources = await fingerprint();
  if (built === sources) return;
  progress('Building the web pages');
  // In a process of its own: whatever this one is for (a test run sets NODE_ENV=test), the pages are built for members.
  try {
    await run(process.execPath, [vite, 'build', '--logLevel', 'error'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    await writeFile(stamp, sources);
  } catch (error) {
    throw new PlainError(faultOf(error));
  }
}

/** One sentence for whoever may not write there; for whoever changed the pages, all that the builder says. */
function faultOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return /EACCES|EROFS|EPERM/.test(said)
    ? `The web pages have changed and this user may not write to ${root}: run npm run build as its owner.`
    : `The web pages could not be built:\n${said.trim()}`;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'vite.config.ts', 'postcss.config.mjs']) {
    hash.update(file).update(await readFile(path.join(root, file)).catch(() => ''));
  }
  const entries = await readdir(web, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(path.join(web, 'dist')))
    .sort();
  for (const file of files) hash.update(path.relative(root, file)).update(await readFile(file));
  return hash.digest('hex');
}
