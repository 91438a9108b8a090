import { AsyncLocalStorage } from 'node:async_hooks';
import type { Attributes } from '../../../analytics/honeycomb/attributes.ts';
import { sqlShape } from '../../../analytics/honeycomb/sql-shape.ts';
import type { Cover, FinishedSpan, FinishedTrace } from '../../../analytics/honeycomb/trace.ts';
import type { StatementWatch } from '../../platform/database/watch-statements.ts';

/** What one trace holds at most: a loop over thousands of rows is seen from its first steps. */
const mostSpans = 200;

/** A request or job under way. It knows how long things take and never what time it is. */
export class OpenTrace {
  readonly #began = performance.now();
  readonly #spans: FinishedSpan[] = [];
  /** Until somebody has said that nothing in it can be done anonymously. */
  cover: Cover = { kind: 'crowd' };
  failed = false;

  /** Milliseconds since its start. */
  get elapsed(): number {
    return performance.now() - this.#began;
  }

  span(attributes: Attributes, from: number, failed = false): void {
    if (this.#spans.length >= mostSpans) return;
    this.#spans.push({ attributes, from, took: this.elapsed - from, failed });
  }

  finish(attributes: Attributes): FinishedTrace {
    const { cover, failed, elapsed: took } = this;
    return { attributes, cover, took, failed, spans: this.#spans };
  }
}

const current = new AsyncLocalStorage<OpenTrace>();

export function within<Result>(trace: OpenTrace, work: () => Result): Result {
  return current.run(trace, work);
}

export const currentTrace = (): OpenTrace | undefined => current.getStore();

/** Notes the shape and the duration of every statement that belongs to a trace. */
export const watchStatement: StatementWatch = async (statement, run) => {
  const trace = current.getStore();
  if (!trace) return run();
  const from = trace.elapsed;
  let failed = true;
  try {
    const result = await run();
    failed = false;
    return result;
  } finally {
    trace.span({ 'db.query.text': sqlShape(statement) }, from, failed);
  }
};
