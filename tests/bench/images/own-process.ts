import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * A part of a bench in a process of its own: who reads waits neither for who sends nor for the garbage of what was measured
 * before, as on two machines.
 */
export class OwnProcess<Task extends object, Result> {
  readonly #child: ChildProcess;

  /** @param program beside this file; calls `answerFrom`. */
  constructor(program: string) {
    this.#child = fork(fileURLToPath(new URL(program, import.meta.url)));
  }

  /** One task at a time. */
  async run(task: Task): Promise<Result> {
    this.#child.send(task);
    const [answer]: Answer<Result>[] = await Promise.race([
      once(this.#child, 'message'),
      once(this.#child, 'exit').then(() => []),
    ]);
    if (!answer) throw new Error('a process of the bench ended');
    if ('failure' in answer) throw new Error(answer.failure);
    return answer.result;
  }

  end(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}

type Answer<Result> = { result: Result } | { failure: string };

/** The other side: does what it is told until nobody tells it any more. */
export function answerFrom<Task, Result>(work: (task: Task) => Promise<Result>): void {
  process.on('message', (task: Task) => {
    const send = (answer: Answer<Result>) => process.send?.(answer);
    work(task).then(
      (result) => send({ result }),
      (error) => send({ failure: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}
