import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A program of ours as the terminal runs it. */
export interface RunningProgram {
  /** What it has printed so far. */
  readonly output: string;
  readonly complaints: string;
  /** Resolves when `text` has been printed; rejects when the program ends before that. */
  until(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** The exit status; null when a signal ended it. */
  ended: Promise<number | null>;
}

/**
 * Runs a TypeScript file of the project with these settings and none from the surroundings.
 * @param file relative to the project's folder.
 */
export function runProgram(file: string, env: Record<string, string>, args: string[] = []): RunningProgram {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child: ChildProcess = spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaints = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints += chunk.toString('utf8');
  });
  const ended = once(child, 'close').then(([status]): number | null => status);
  return {
    get output() {
      return output;
    },
    get complaints() {
      return complaints;
    },
    async until(text) {
      let over = false;
      void ended.then(() => {
        over = true;
      });
      while (!output.includes(text)) {
        if (over) throw new Error(`it ended without “${text}”:\n${output}${complaints}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** Command lines of the processes that name `text`, besides this one's (Linux only; elsewhere none are seen). */
export async function processesNaming(text: string): Promise<string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids
      .filter((pid) => pid !== String(process.pid))
      .map(async (pid) =>
        (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' '),
      ),
  );
  return lines.filter((line) => line.includes(text));
}
