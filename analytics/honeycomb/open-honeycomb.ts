import { randomBytes } from 'node:crypto';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import type { Vocabulary } from './attributes.ts';
import { type DeliveryCounts, SpanDelivery } from './deliver-spans.ts';
import { Gate } from './gate.ts';
import { HeldTraces } from './hold-traces.ts';
import type { CoveredTrace, FinishedSpan, FinishedTrace } from './trace.ts';
import { withoutEnvironment } from './without-environment.ts';

export interface HoneycombSettings {
  apiKey: string;
  /** Such as https://api.eu1.honeycomb.io, without a path or a slash at its end. */
  endpoint: string;
  dataset: string;
  vocabulary: Vocabulary;
}

/** Traces on their way to Honeycomb. Nothing of it throws, and nobody waits for any of it but `close`. */
export interface Honeycomb {
  /** Takes a request or job that is over; `now` decides its hour and day, and is not kept. */
  add(trace: FinishedTrace, now: Date): void;
  /** Lets go what is due and sends it. @returns what was sent and dropped since the last time. */
  release(now: Date): Promise<DeliveryCounts>;
  /** Spans that have been let go and wait to be sent. */
  readonly waiting: number;
  close(limitMs: number): Promise<void>;
}

const timeoutMs = 10_000;

export function openHoneycomb(settings: HoneycombSettings): Honeycomb {
  return withoutEnvironment('OTEL_', () => open(settings));
}

function open({ apiKey, endpoint, dataset, vocabulary }: HoneycombSettings): Honeycomb {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    // The dataset is named for keys of the older kind; newer ones go by service.name.
    headers: { 'x-honeycomb-team': apiKey, 'x-honeycomb-dataset': dataset },
    timeoutMillis: timeoutMs,
    concurrencyLimit: 1,
  });
  const delivery = new SpanDelivery(exporter);
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': dataset }),
    sampler: new AlwaysOnSampler(),
    idGenerator: {
      generateTraceId: () => randomBytes(16).toString('hex'),
      generateSpanId: () => randomBytes(8).toString('hex'),
    },
    spanLimits: { eventCountLimit: 0, linkCountLimit: 0, attributeCountLimit: 32 },
    spanProcessors: [new Gate(vocabulary, dataset, (span) => delivery.add(span))],
  });
  const tracer = provider.getTracer('konsilium');
  const held = new HeldTraces();
  return {
    add: (finished, now) => held.add(finished, now),
    async release(now) {
      for (const covered of await held.release(now)) record(tracer, covered);
      await delivery.deliver();
      const { sent, dropped } = delivery.takeCounts();
      return { sent, dropped: dropped + held.takeDropped() };
    },
    get waiting() {
      return delivery.waiting;
    },
    async close(limitMs) {
      for (const covered of held.releaseEarly()) record(tracer, covered);
      await delivery.close(limitMs);
      await provider.shutdown();
    },
  };
}

/** Writes a trace that is over as spans: only now it is given ids, and its exact time has never been in any of them. */
function record(tracer: Tracer, { at, attributes, took, failed, spans }: CoveredTrace): void {
  const start = at.getTime();
  const kind = attributes['http.route'] === undefined ? SpanKind.INTERNAL : SpanKind.SERVER;
  const root = tracer.startSpan('', { root: true, startTime: start, kind, attributes });
  const within = trace.setSpan(ROOT_CONTEXT, root);
  for (const span of spans) recordSpan(span);
  if (failed) root.setStatus({ code: SpanStatusCode.ERROR });
  root.end(start + took);

  function recordSpan(span: FinishedSpan): void {
    const kind = span.attributes['db.query.text'] === undefined ? SpanKind.INTERNAL : SpanKind.CLIENT;
    const from = start + span.from;
    const child = tracer.startSpan('', { startTime: from, kind, attributes: span.attributes }, within);
    if (span.failed) child.setStatus({ code: SpanStatusCode.ERROR });
    child.end(from + span.took);
  }
}
