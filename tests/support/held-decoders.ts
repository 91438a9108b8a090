import { DecoderPool, type Turn } from '../../api/images/decoding/decoder-pool.ts';
import type { DecoderResults, DecoderTask } from '../../api/images/decoding/messages.ts';

/** The real decoders, which count the variants they are asked for and can be told to wait with the next ones. */
export class HeldDecoders extends DecoderPool {
  renderings = 0;
  #gate: { open(): void; opened: Promise<void>; reached: Promise<void>; reach(): void } | null = null;

  /** From now on. @returns what resolves once a rendering waits. */
  hold(): Promise<void> {
    const opened = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    this.#gate = {
      open: opened.resolve,
      opened: opened.promise,
      reach: reached.resolve,
      reached: reached.promise,
    };
    return reached.promise;
  }

  release(): void {
    this.#gate?.open();
    this.#gate = null;
  }

  override async run<Task extends DecoderTask>(
    task: Task,
    turn?: Turn,
  ): Promise<DecoderResults[Task['kind']]> {
    if (task.kind === 'variant') {
      this.renderings += 1;
      const gate = this.#gate;
      gate?.reach();
      await gate?.opened;
    }
    return super.run(task, turn);
  }
}
