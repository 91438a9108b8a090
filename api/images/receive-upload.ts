import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { type LeastPace, watchPace } from '../platform/trickle.ts';
import { Pace } from './pace.ts';
import { megabyte } from './policy.ts';

/** A request, or what stands for one. */
export type UploadBody = Readable & Pick<IncomingMessage, 'headers'>;

export interface ReceivedFile {
  readonly file: string;
  readonly head: Buffer;
  readonly tail: Buffer;
  readonly size: number;
  /** SHA-256 of all of it, in hexadecimal digits. */
  readonly digest: string;
}

/** Of the folders in which uploads are received. */
export const uploadFolderPrefix = 'konsilium-upload-';

const headBytes = 4096;
/** Of a file that is sent. A poor mobile line, 20 kB a second with pauses of 10 s, sends five times as much. */
export const leastPace: LeastPace = {
  silenceMs: 30_000,
  stretchMs: 60_000,
  stretchBytes: 120_000,
  totalMs: 20 * 60_000,
};
/**
 * For all uploads of a process together, twice as fast as they can be decoded. As fast as a good line brings them, their
 * buffers would call for one full garbage collection after another, for which readers of the forum wait.
 */
const shared = new Pace(32 * megabyte);
/** A ZIP's directory record with the longest comment. */
const tailBytes = 65_557;

/**
 * Streams a body into a file that is gone when `work` is done, whatever comes of it: nothing of what was sent is kept
 * as it was, and no body is ever in memory as a whole.
 * @throws Refusal `tooLarge` beyond the limit, UPLOAD_EMPTY for nothing; UPLOAD_BROKEN where the line broke, and
 * UPLOAD_TOO_SLOW where next to nothing came.
 */
export async function withReceived<Result>(
  body: UploadBody,
  limit: { bytes: number; tooLarge: RefusalCode },
  work: (received: ReceivedFile) => Promise<Result>,
  pace: LeastPace = leastPace,
): Promise<Result> {
  if (Number(body.headers['content-length'] ?? 0) > limit.bytes) throw Refusal.notAllowed(limit.tooLarge);
  const folder = await mkdtemp(path.join(tmpdir(), uploadFolderPrefix));
  try {
    return await work(await receive(body, limit, path.join(folder, 'upload'), pace));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function receive(
  body: UploadBody,
  limit: { bytes: number; tooLarge: RefusalCode },
  file: string,
  least: LeastPace,
): Promise<ReceivedFile> {
  const handle = await open(file, 'wx+', 0o600);
  try {
    let size = 0;
    const hash = createHash('sha256');
    for await (const chunk of arriving(body, () => size, least)) {
      size += chunk.length;
      if (size > limit.bytes) throw Refusal.notAllowed(limit.tooLarge);
      hash.update(chunk);
      await handle.writeFile(chunk);
      await shared.took(chunk.length);
    }
    if (size === 0) throw Refusal.notAllowed('UPLOAD_EMPTY');
    const part = async (from: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
      return buffer.subarray(0, bytesRead);
    };
    const head = await part(0, Math.min(size, headBytes));
    const tail = await part(Math.max(0, size - tailBytes), Math.min(size, tailBytes));
    return { file, head, tail, size, digest: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

/** What arrives of a body. The line stays open where the reader breaks off: the sender still has to be told why. */
async function* arriving(body: UploadBody, received: () => number, least: LeastPace): AsyncIterable<Buffer> {
  const tooSlow = Promise.withResolvers<never>();
  tooSlow.promise.catch(() => undefined);
  const stop = watchPace(received, least, () => tooSlow.reject(Refusal.notAllowed('UPLOAD_TOO_SLOW')));
  const chunks = (body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await Promise.race([chunks.next(), tooSlow.promise]);
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : Refusal.notAllowed('UPLOAD_BROKEN');
  } finally {
    stop();
    // Not awaited: it waits for a piece that may never come.
    void chunks.return?.().catch(() => undefined);
  }
}
