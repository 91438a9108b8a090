import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

/** ExportResultCode of @opentelemetry/core. */
const success = 0;

export const deliveryLimits = {
  /** Spans that wait at most; the oldest go first where there are more. */
  waiting: 20_000,
  perRequest: 500,
  /** Attempts for one batch before it is given up. */
  attempts: 12,
  longestPauseMs: 1_800_000,
} as const;

export interface DeliveryCounts {
  sent: number;
  /** Given up or pushed out by newer ones. */
  dropped: number;
}

/** A bounded queue before the exporter. Nobody waits for it, and what it cannot hold or send it counts. */
export class SpanDelivery {
  readonly #exporter: SpanExporter;
  #waiting: ReadableSpan[] = [];
  /** How many at the head of the queue are being sent. */
  #underWay = 0;
  #failures = 0;
  #notBefore = 0;
  #running: Promise<void> | null = null;
  #counts: DeliveryCounts = { sent: 0, dropped: 0 };

  constructor(exporter: SpanExporter) {
    this.#exporter = exporter;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(span: ReadableSpan): void {
    this.#waiting.push(span);
    const beyond = this.#waiting.length - deliveryLimits.waiting;
    if (beyond > 0) this.#drop(beyond);
  }

  /** What was sent and dropped since this was asked last. */
  takeCounts(): DeliveryCounts {
    const counts = this.#counts;
    this.#counts = { sent: 0, dropped: 0 };
    return counts;
  }

  /** Sends what waits, batch by batch, until it is done or the processor fails. Two calls share one run. */
  deliver(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Tries once more whatever the pause, for at most `limitMs`; what is left then is dropped. */
  async close(limitMs: number): Promise<void> {
    this.#notBefore = 0;
    const limit = new AbortController();
    await Promise.race([this.deliver(), sleep(limitMs, undefined, { signal: limit.signal }).catch(() => {})]);
    limit.abort();
    this.#drop(this.#waiting.length);
    await Promise.race([this.#exporter.shutdown(), sleep(500, undefined, { ref: false })]);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0 && performance.now() >= this.#notBefore) {
      const batch = this.#waiting.slice(0, deliveryLimits.perRequest);
      this.#underWay = batch.length;
      const outcome = await this.#export(batch);
      // Less than the batch where newer ones have pushed some of it out meanwhile.
      const left = this.#underWay;
      this.#underWay = 0;
      if (outcome === 'sent') {
        this.#failures = 0;
        this.#counts.sent += batch.length;
        this.#waiting.splice(0, left);
        continue;
      }
      this.#failures += 1;
      if (outcome === 'refused' || this.#failures >= deliveryLimits.attempts) {
        this.#failures = 0;
        this.#drop(left);
        continue;
      }
      this.#notBefore = performance.now() + pauseAfter(this.#failures);
    }
  }

  #export(batch: ReadableSpan[]): Promise<'sent' | 'refused' | 'failed'> {
    return new Promise((resolve) => {
      try {
        this.#exporter.export(batch, ({ code, error }) => {
          if (code === success) resolve('sent');
          else resolve(isRefusal(error) ? 'refused' : 'failed');
        });
      } catch {
        resolve('failed');
      }
    });
  }

  #drop(count: number): void {
    this.#waiting.splice(0, count);
    this.#underWay = Math.max(0, this.#underWay - count);
    this.#counts.dropped += count;
  }
}

/** The same batch would be refused again. */
function isRefusal(error: Error | undefined): boolean {
  const status = error && 'code' in error ? Number(error.code) : 0;
  return status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
}

function pauseAfter(failures: number): number {
  const pause = Math.min(15_000 * 2 ** (failures - 1), deliveryLimits.longestPauseMs);
  return pause * (0.75 + Math.random() / 2);
}
