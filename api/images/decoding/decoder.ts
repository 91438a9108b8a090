import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../platform/refusal.ts';
import type { DecoderAnswer, DecoderResults, DecoderTask } from './messages.ts';

/** What a process can read: one for images, one for documents. */
export type Reads = 'images' | 'documents';

const programs = {
  images: {
    file: fileURLToPath(new URL('./image-decoder.js', import.meta.url)),
    // It calls the library and little else: compiling would cost memory, and needs pages that are written and run.
    flags: ['--jitless'],
  },
  documents: {
    file: fileURLToPath(new URL('./document-decoder.js', import.meta.url)),
    // Its library is WebAssembly, which has to be compiled.
    flags: [],
  },
} as const;

/** A decoder that has grown beyond this, or has worked so long, makes room for a fresh one. */
const keptMegabytes = 150;
const tasksPerProcess = 200;
/** So that reading the forum goes first. */
export const niceness = 19;
const idleMs = 30_000;
const watchMs = 50;
/** How much longer than its processor time a task may take in all: the machine may have other things to do. */
const patience = 4;

export interface Allowance {
  /** Of processor time where the system tells it (Linux), else of time. */
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Of a file that took more memory than it was given. */
export class Outgrown extends Error {}
/** Of a file that took longer than it was given. */
export class Overdue extends Error {}

/** A process that does one task after the other, and is killed with the one that exceeds what it was allowed. */
export class Decoder {
  readonly reads: Reads;
  readonly #process: ChildProcess;
  readonly #gone: Promise<void>;
  #current: { resolve(result: DecoderAnswer): void; reject(error: unknown): void } | null = null;
  #ended = false;
  #killedFor: Error | null = null;
  #done = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(reads: Reads, onGone: (self: Decoder) => void) {
    this.reads = reads;
    // Of our own environment it gets nothing: no secret is in there with the files of strangers.
    this.#process = fork(programs[reads].file, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { NODE_ENV: process.env.NODE_ENV, MALLOC_ARENA_MAX: '1', VIPS_CONCURRENCY: '1' },
      execArgv: [
        ...programs[reads].flags,
        '--max-old-space-size=128',
        '--max-semi-space-size=1',
        '--v8-pool-size=1',
      ],
    });
    if (this.#process.pid !== undefined) {
      try {
        setPriority(this.#process.pid, niceness);
      } catch {
        // A system that does not let us: it decodes all the same.
      }
    }
    this.#process.on('message', (answer: DecoderAnswer) => this.#current?.resolve(answer));
    this.#gone = new Promise((resolve) => {
      const end = () => {
        if (this.#ended) return;
        this.#ended = true;
        clearTimeout(this.#idle);
        // It did not survive this file.
        this.#current?.reject(this.#killedFor ?? Refusal.notAllowed('IMAGE_TOO_DEMANDING'));
        onGone(this);
        resolve();
      };
      this.#process.once('exit', end);
      this.#process.once('error', () => {
        // It could not be started, and no exit follows; or it cannot be spoken with.
        if (this.#process.pid === undefined) end();
        else this.#process.kill('SIGKILL');
      });
    });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get isFree(): boolean {
    return !this.#ended && this.#current === null;
  }

  /** @throws Outgrown, Overdue; Refusal as the pool's `run`. */
  async work(
    task: DecoderTask,
    { milliseconds, megabytes }: Allowance,
  ): Promise<DecoderResults[keyof DecoderResults]> {
    clearTimeout(this.#idle);
    const answering = new Promise<DecoderAnswer>((resolve, reject) => {
      this.#current = { resolve, reject };
    });
    const kill = () => this.#process.kill('SIGKILL');
    const killFor = (reason: Error) => {
      this.#killedFor ??= reason;
      kill();
    };
    const began = performance.now();
    const spentBefore = await processorMs(this.pid);
    const watch = setInterval(async () => {
      if ((await residentMegabytes(this.pid)) > megabytes) return killFor(new Outgrown());
      const took = performance.now() - began;
      const spent = spentBefore === null ? took : ((await processorMs(this.pid)) ?? 0) - spentBefore;
      if (spent > milliseconds || took > milliseconds * patience) killFor(new Overdue());
    }, watchMs);
    try {
      if (!this.#ended) {
        this.#process.send(task, (error) => {
          if (error) kill();
        });
      }
      const answer = await answering;
      if (answer.ok) return answer.result;
      if ('refusal' in answer) throw Refusal.notAllowed(answer.refusal);
      throw new Error(`a decoder failed: ${answer.failure}`);
    } finally {
      clearInterval(watch);
      this.#done += 1;
      const spent = this.#done >= tasksPerProcess || (await residentMegabytes(this.pid)) > keptMegabytes;
      if (spent && !this.#ended) await this.end();
      this.#current = null;
      this.#idle = setTimeout(kill, idleMs);
      this.#idle.unref();
    }
  }

  async end(): Promise<void> {
    if (!this.#ended) this.#process.kill('SIGKILL');
    await this.#gone;
  }
}

/** 0 where the system does not tell. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Hundredths of a second on every Linux that Node runs on. */
const tickMs = 10;

/** Of the process since its start; null where the system does not tell. */
async function processorMs(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // Behind the name, which may hold blanks and brackets: field 3 and on (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}
