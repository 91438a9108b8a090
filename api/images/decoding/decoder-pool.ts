import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../platform/refusal.ts';
import type { DecoderAnswer, DecoderResults, DecoderTask } from './messages.ts';

const program = fileURLToPath(new URL('./decoder.js', import.meta.url));

export interface DecoderLimits {
  /** Decoders at once. */
  readonly processes: number;
  readonly milliseconds: number;
  /** Resident memory of one decoder; watched where the system tells it (Linux). */
  readonly megabytes: number;
  /** Of the one decoder that may have more: a file that outgrows `megabytes` is begun anew with it when its turn comes. */
  readonly mostMegabytes: number;
  /** How many may wait. */
  readonly waiting: number;
}

/** 60 megapixels take 1200 MB as AVIF, 720 MB as an interlaced PNG of 16 bits, 260 MB as a camera's JPEG. */
const usual: DecoderLimits = {
  // At most half of the processors: the forum and its database are never without one.
  processes: Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2))),
  milliseconds: 30_000,
  megabytes: 420,
  mostMegabytes: 1400,
  waiting: 40,
};
/** A decoder that has grown beyond this, or has worked so long, makes room for a fresh one. */
const keptMegabytes = 150;
const tasksPerProcess = 200;
/** So that reading the forum goes first. */
export const niceness = 19;
const idleMs = 30_000;

interface Job {
  task: DecoderTask;
  isLarge: boolean;
  resolve(result: DecoderResults[keyof DecoderResults]): void;
  reject(error: unknown): void;
}

/**
 * Decodes and encodes images in a few processes, each with a limit of time and memory, so that no file can take the
 * service down or make it wait. Started when first needed; they end with us.
 */
export class DecoderPool {
  readonly #limits: DecoderLimits;
  readonly #waiting: Job[] = [];
  readonly #all = new Set<Decoder>();
  #isLargeAtWork = false;
  #isUploadAtWork = false;
  #closed = false;

  constructor(limits: Partial<DecoderLimits> = {}) {
    this.#limits = { ...usual, ...limits };
  }

  /** @throws Refusal IMAGE_BUSY, IMAGE_TOO_DEMANDING, or what the decoder says of the file. */
  run<Task extends DecoderTask>(task: Task): Promise<DecoderResults[Task['kind']]> {
    if (this.#closed) return Promise.reject(new Error('the decoders are closed'));
    if (this.#waiting.length >= this.#limits.waiting) return Promise.reject(Refusal.notAllowed('IMAGE_BUSY'));
    return new Promise((resolve, reject) => {
      // A variant is a reader's wait, and short.
      const job: Job = {
        task,
        isLarge: false,
        resolve: (result) => resolve(result as DecoderResults[Task['kind']]),
        reject,
      };
      if (task.kind === 'variant') this.#waiting.splice(firstUpload(this.#waiting), 0, job);
      else this.#waiting.push(job);
      this.#next();
    });
  }

  /** The processes at work or ready, for whoever measures. */
  get pids(): number[] {
    return [...this.#all].map(({ pid }) => pid);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(new Error('the decoders are closed'));
    await Promise.all([...this.#all].map((decoder) => decoder.end()));
  }

  #next(): void {
    const at = this.#waiting.findIndex((job) => this.#mayBegin(job));
    const job = this.#waiting[at];
    const decoder = job && this.#freeDecoder();
    if (!job || !decoder) return;
    this.#waiting.splice(at, 1);
    void this.#give(job, decoder);
    this.#next();
  }

  /** Uploads one at a time: several at once would take the memory of several, and readers wait for variants meanwhile. */
  #mayBegin({ task, isLarge }: Job): boolean {
    if (task.kind === 'ingest' && this.#isUploadAtWork) return false;
    return !isLarge || !this.#isLargeAtWork;
  }

  #freeDecoder(): Decoder | null {
    const free = [...this.#all].find(({ isFree }) => isFree);
    if (free) return free;
    if (this.#all.size >= this.#limits.processes) return null;
    const decoder = new Decoder(this.#limits, (gone) => {
      this.#all.delete(gone);
      if (!this.#closed) this.#next();
    });
    this.#all.add(decoder);
    return decoder;
  }

  async #give(job: Job, decoder: Decoder): Promise<void> {
    const { megabytes, mostMegabytes } = this.#limits;
    if (job.isLarge) this.#isLargeAtWork = true;
    if (job.task.kind === 'ingest') this.#isUploadAtWork = true;
    try {
      job.resolve(await decoder.work(job.task, job.isLarge ? mostMegabytes : megabytes));
    } catch (error) {
      const mayHaveMore = error instanceof Outgrown && !job.isLarge && !this.#closed;
      if (mayHaveMore) this.#waiting.push({ ...job, isLarge: true });
      else job.reject(error instanceof Outgrown ? Refusal.notAllowed('IMAGE_TOO_DEMANDING') : error);
    } finally {
      if (job.isLarge) this.#isLargeAtWork = false;
      if (job.task.kind === 'ingest') this.#isUploadAtWork = false;
      this.#next();
    }
  }
}

const firstUpload = (jobs: readonly Job[]): number => {
  const at = jobs.findIndex(({ task }) => task.kind === 'ingest');
  return at < 0 ? jobs.length : at;
};

/** Of a file that took more memory than it was given. */
class Outgrown extends Error {}

class Decoder {
  readonly #process: ChildProcess;
  readonly #limits: DecoderLimits;
  readonly #gone: Promise<void>;
  #current: { resolve(result: DecoderAnswer): void; reject(error: unknown): void } | null = null;
  #ended = false;
  #hasOutgrown = false;
  #done = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(limits: DecoderLimits, onGone: (self: Decoder) => void) {
    this.#limits = limits;
    // Of our own environment it gets nothing: no secret is in there with the files of strangers.
    this.#process = fork(program, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { NODE_ENV: process.env.NODE_ENV, MALLOC_ARENA_MAX: '1', VIPS_CONCURRENCY: '1' },
      // It calls the library and little else: compiling would cost memory, and needs pages that are written and run.
      execArgv: ['--jitless', '--max-old-space-size=128', '--max-semi-space-size=1', '--v8-pool-size=1'],
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
        this.#current?.reject(this.#hasOutgrown ? new Outgrown() : Refusal.notAllowed('IMAGE_TOO_DEMANDING'));
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

  /** @throws Outgrown beyond so many megabytes; Refusal as the pool's `run`. */
  async work(task: DecoderTask, megabytes: number): Promise<DecoderResults[keyof DecoderResults]> {
    clearTimeout(this.#idle);
    const answering = new Promise<DecoderAnswer>((resolve, reject) => {
      this.#current = { resolve, reject };
    });
    const kill = () => this.#process.kill('SIGKILL');
    const late = setTimeout(kill, this.#limits.milliseconds);
    const watch = setInterval(async () => {
      if ((await residentMegabytes(this.pid)) <= megabytes) return;
      this.#hasOutgrown = true;
      kill();
    }, 50);
    try {
      this.#process.send(task, (error) => {
        if (error) kill();
      });
      const answer = await answering;
      if (answer.ok) return answer.result;
      if ('refusal' in answer) throw Refusal.notAllowed(answer.refusal);
      throw new Error(`a decoder failed: ${answer.failure}`);
    } finally {
      clearTimeout(late);
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
