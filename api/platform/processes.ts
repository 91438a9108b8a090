import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What can be known of another process by its number. Numbers are given out again: none of this is proof alone. */

const run = promisify(execFile);

/** True also for a process of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When it began, in whatever form the system tells it; the same text each time. Null where that cannot be known. */
export async function beganAt(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return ask(pid, 'lstart=');
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // proc(5): the 22nd field, counted behind the name, which may hold anything but ends with the last parenthesis.
  return line?.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

/** Its command line. Null where that cannot be known. */
export async function commandOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return ask(pid, 'args=');
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return line?.replaceAll('\0', ' ').trim() ?? null;
}

async function ask(pid: number, column: string): Promise<string | null> {
  if (process.platform === 'win32') return null;
  try {
    const { stdout } = await run('ps', ['-o', column, '-p', String(pid)]);
    return stdout.trim() || null;
  } catch {
    return null;
  }
}
