import { FairShare } from '../../platform/fair-share.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Allowance, Decoder, Outgrown, Overdue, type Reads } from './decoder.ts';
import type { DecoderResults, DecoderTask } from './messages.ts';

export interface DecoderLimits {
  /** Decoders at once; from two on, one is always left for what is quick. */
  readonly processes: number;
  /** What a file that is expected to be quick may take; one that takes more is begun anew among those that take long. */
  readonly quickMilliseconds: number;
  /** What a document may take: ten scanned pages take less. */
  readonly documentMilliseconds: number;
  /** What no file may exceed, whatever its size. */
  readonly milliseconds: number;
  /** Resident memory of one decoder; watched where the system tells it (Linux). */
  readonly megabytes: number;
  /** Of the one decoder that may have more: a file that outgrows `megabytes` is begun anew with it when its turn comes. */
  readonly mostMegabytes: number;
  /** How many tasks may wait, and how many of one member. */
  readonly waiting: number;
  readonly waitingOfOne: number;
}

/** 60 megapixels take 720 MB as an interlaced PNG of 16 bits, 260 MB as a camera's JPEG; 16 take 330 MB as AVIF. */
const usual: DecoderLimits = {
  processes: 2,
  quickMilliseconds: 2500,
  documentMilliseconds: 8000,
  milliseconds: 15_000,
  megabytes: 420,
  mostMegabytes: 1000,
  waiting: 60,
  waitingOfOne: 10,
};

/** A file that is expected to take more waits for others like it. */
const quickExpectedMs = 1000;
/** What a file may take, of what its format and size let expect: a slow machine and a difficult picture are no attack. */
const allowanceOf = (expectedMs: number) => 3000 + 4 * expectedMs;
/** Counted while a task is at work, when nobody knows yet what it takes. */
const begunMs = 100;

export interface Turn {
  /** Who has to wait for it; null: the service itself. */
  readonly member?: string | null;
  /** What a probe has told of the file. */
  readonly expectedMs?: number;
}

interface Job {
  readonly task: DecoderTask;
  /** Of the fair share. */
  readonly member: string;
  readonly expectedMs: number;
  readonly isLong: boolean;
  /** May have the most memory. Always long. */
  readonly isLarge: boolean;
  resolve(result: DecoderResults[keyof DecoderResults]): void;
  reject(error: unknown): void;
}

/**
 * Decodes and encodes images and documents in a few processes, each with a limit of time and memory, so that no file can
 * take the service down or make it wait. What takes long is done one at a time beside what is quick, and members take
 * turns: neither a large file nor many of them keep another member waiting. Started when first needed; they end with us.
 */
export class DecoderPool {
  readonly #limits: DecoderLimits;
  readonly #share = new FairShare();
  readonly #waiting: Job[] = [];
  readonly #atWork = new Set<Job>();
  readonly #all = new Set<Decoder>();
  #closed = false;

  constructor(limits: Partial<DecoderLimits> = {}) {
    this.#limits = { ...usual, ...limits };
  }

  /** @throws Refusal IMAGE_BUSY, IMAGE_TOO_DEMANDING, or what the decoder says of the file. */
  run<Task extends DecoderTask>(task: Task, turn: Turn = {}): Promise<DecoderResults[Task['kind']]> {
    if (this.#closed) return Promise.reject(new Error('the decoders are closed'));
    const member = this.#share.nameOf(turn.member ?? null);
    const { waiting, waitingOfOne } = this.#limits;
    const own = this.#waiting.filter((job) => job.member === member);
    // Variants belong to an upload that has been let in.
    const isFull = this.#waiting.length >= waiting || own.length >= waitingOfOne;
    if (isFull && task.kind !== 'variant') {
      return Promise.reject(Refusal.notAllowed('IMAGE_BUSY'));
    }
    const expectedMs = turn.expectedMs ?? 0;
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        task,
        member,
        expectedMs,
        isLong: task.kind === 'pages' || expectedMs > quickExpectedMs,
        isLarge: false,
        resolve: (result) => resolve(result as DecoderResults[Task['kind']]),
        reject,
      });
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
    const job = this.#whoseTurn();
    const decoder = job && this.#freeDecoder(job.task.kind === 'pages' ? 'documents' : 'images');
    if (!job || !decoder) return;
    this.#waiting.splice(this.#waiting.indexOf(job), 1);
    void this.#give(job, decoder);
    this.#next();
  }

  /** Of those that may begin, one of the member who has had the least lately; of hers, the variants of an image that is begun. */
  #whoseTurn(): Job | undefined {
    const { processes } = this.#limits;
    if (this.#atWork.size >= processes) return undefined;
    const had = new Map<string, number>();
    const shareOf = ({ member }: Job) => {
      const share = had.get(member) ?? this.#share.had(member);
      had.set(member, share);
      return share;
    };
    return this.#waiting
      .filter((job) => this.#mayBegin(job))
      .toSorted((a, b) => shareOf(a) - shareOf(b) || Number(isUpload(a)) - Number(isUpload(b)))[0];
  }

  /**
   * Of uploads one that is quick and one that takes long: more at once would take the memory of more. Variants go beside
   * them.
   */
  #mayBegin(job: Job): boolean {
    return (
      !isUpload(job) || ![...this.#atWork].some((other) => isUpload(other) && other.isLong === job.isLong)
    );
  }

  #freeDecoder(reads: Reads): Decoder | null {
    const free = [...this.#all].filter(({ isFree }) => isFree);
    const fit = free.find((decoder) => decoder.reads === reads);
    if (fit) return fit;
    if (this.#all.size >= this.#limits.processes) {
      // One that reads something else makes room; its end calls for the next.
      void free[0]?.end();
      return null;
    }
    const decoder = new Decoder(reads, (gone) => {
      this.#all.delete(gone);
      if (!this.#closed) this.#next();
    });
    this.#all.add(decoder);
    return decoder;
  }

  async #give(job: Job, decoder: Decoder): Promise<void> {
    this.#atWork.add(job);
    this.#share.took(job.member, begunMs);
    const began = performance.now();
    try {
      job.resolve(await decoder.work(job.task, this.#allowanceFor(job)));
    } catch (error) {
      const again = this.#closed ? null : secondAttempt(job, error);
      if (again) this.#waiting.push(again);
      else job.reject(isTooMuch(error) ? Refusal.notAllowed('IMAGE_TOO_DEMANDING') : error);
    } finally {
      this.#share.took(job.member, Math.max(0, performance.now() - began - begunMs));
      this.#atWork.delete(job);
      this.#next();
    }
  }

  #allowanceFor({ task, isLong, isLarge, expectedMs }: Job): Allowance {
    const {
      quickMilliseconds,
      documentMilliseconds,
      milliseconds: most,
      megabytes,
      mostMegabytes,
    } = this.#limits;
    const wanted =
      task.kind === 'pages' ? documentMilliseconds : expectedMs > 0 ? allowanceOf(expectedMs) : most;
    const isShort = task.kind === 'probe' || (task.kind === 'ingest' && !isLong);
    return {
      milliseconds: Math.min(most, isShort ? quickMilliseconds : wanted),
      megabytes: isLarge ? mostMegabytes : megabytes,
    };
  }
}

const isUpload = ({ task }: Pick<Job, 'task'>) => task.kind === 'ingest' || task.kind === 'pages';
const isTooMuch = (error: unknown) => error instanceof Outgrown || error instanceof Overdue;

/** Of an image, among those that take long, once, with the most memory; null for what has had that. */
function secondAttempt(job: Job, error: unknown): Job | null {
  if (job.task.kind !== 'ingest' || !isTooMuch(error)) return null;
  if (error instanceof Overdue && !job.isLong) return { ...job, isLong: true };
  return error instanceof Outgrown && !job.isLarge ? { ...job, isLong: true, isLarge: true } : null;
}
