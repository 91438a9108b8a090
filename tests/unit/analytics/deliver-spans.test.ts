import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deliveryLimits, SpanDelivery } from '../../../analytics/honeycomb/deliver-spans.ts';

type Answer = 'yes' | 'no' | 'never' | number;

/** An exporter that answers as told and keeps what it was given. */
function exporterThat(answers: Answer[]): { exporter: SpanExporter; given: ReadableSpan[][] } {
  const given: ReadableSpan[][] = [];
  return {
    given,
    exporter: {
      export(spans, done) {
        given.push(spans);
        const answer = answers.shift() ?? 'yes';
        if (answer === 'yes') done({ code: 0 });
        else if (answer === 'no') done({ code: 1, error: new Error('away') });
        else if (answer !== 'never') done({ code: 1, error: Object.assign(new Error(), { code: answer }) });
      },
      shutdown: async () => undefined,
    },
  };
}

const span = { name: 'a span' } as ReadableSpan;
const fill = (delivery: SpanDelivery, count: number) => {
  for (let at = 0; at < count; at += 1) delivery.add(span);
};

describe('the queue before Honeycomb', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  it('is sent in batches', async () => {
    const { exporter, given } = exporterThat([]);
    const delivery = new SpanDelivery(exporter);
    fill(delivery, deliveryLimits.perRequest * 2 + 7);
    await delivery.deliver();
    expect(given.map(({ length }) => length)).toEqual([
      deliveryLimits.perRequest,
      deliveryLimits.perRequest,
      7,
    ]);
    expect(delivery.takeCounts()).toEqual({ sent: deliveryLimits.perRequest * 2 + 7, dropped: 0 });
    expect(delivery.takeCounts()).toEqual({ sent: 0, dropped: 0 });
  });

  it.each(['no', 429, 500, 503, 401] as const)(
    'waits after “%s” and is sent again after a pause',
    async (answer) => {
      const { exporter, given } = exporterThat([answer]);
      const delivery = new SpanDelivery(exporter);
      fill(delivery, 3);
      await delivery.deliver();
      await delivery.deliver();
      expect(given).toHaveLength(1);
      expect(delivery.waiting).toBe(3);
      vi.advanceTimersByTime(20_000);
      await delivery.deliver();
      expect(given).toHaveLength(2);
      expect(delivery.takeCounts()).toEqual({ sent: 3, dropped: 0 });
    },
  );

  it.each([400, 413, 415])('drops and counts what is refused with %s', async (status) => {
    const { exporter } = exporterThat([status]);
    const delivery = new SpanDelivery(exporter);
    fill(delivery, deliveryLimits.perRequest + 1);
    await delivery.deliver();
    expect(delivery.takeCounts()).toEqual({ sent: 1, dropped: deliveryLimits.perRequest });
  });

  it('gives a batch up in the end', async () => {
    const { exporter } = exporterThat(Array<Answer>(deliveryLimits.attempts).fill('no'));
    const delivery = new SpanDelivery(exporter);
    fill(delivery, 2);
    for (let attempt = 0; attempt < deliveryLimits.attempts; attempt += 1) {
      await delivery.deliver();
      vi.advanceTimersByTime(deliveryLimits.longestPauseMs * 2);
    }
    expect(delivery.takeCounts()).toEqual({ sent: 0, dropped: 2 });
  });

  it('is bounded: the oldest go, also those that are under way, and are counted', async () => {
    const { exporter } = exporterThat(['never']);
    const delivery = new SpanDelivery(exporter);
    fill(delivery, deliveryLimits.waiting);
    void delivery.deliver();
    fill(delivery, 1200);
    expect(delivery.waiting).toBe(deliveryLimits.waiting);
    expect(delivery.takeCounts()).toEqual({ sent: 0, dropped: 1200 });
  });

  it('ends within its time, whatever the processor does', async () => {
    const { exporter } = exporterThat(['never']);
    const delivery = new SpanDelivery(exporter);
    fill(delivery, 5);
    const closing = delivery.close(3000);
    await vi.advanceTimersByTimeAsync(3600);
    await closing;
    expect(delivery.takeCounts()).toEqual({ sent: 0, dropped: 5 });
  });
});
