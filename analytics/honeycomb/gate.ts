import { type SpanStatus, SpanStatusCode } from '@opentelemetry/api';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { allowedAttributes, spanName, type Vocabulary } from './attributes.ts';

const scope = { name: 'konsilium' };

/** The last door: hands on a copy of every span that bears what is on the allow-list and nothing else. */
export class Gate implements SpanProcessor {
  readonly #vocabulary: Vocabulary;
  readonly #resource: Resource;
  readonly #handOn: (span: ReadableSpan) => void;

  constructor(vocabulary: Vocabulary, dataset: string, handOn: (span: ReadableSpan) => void) {
    this.#vocabulary = vocabulary;
    this.#resource = resourceFromAttributes({ 'service.name': dataset });
    this.#handOn = handOn;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    const attributes = allowedAttributes(span.attributes, this.#vocabulary);
    this.#handOn({
      name: spanName(attributes),
      kind: span.kind,
      spanContext: () => withoutState(span.spanContext()),
      ...(span.parentSpanContext ? { parentSpanContext: withoutState(span.parentSpanContext) } : {}),
      startTime: span.startTime,
      endTime: span.endTime,
      duration: span.duration,
      ended: true,
      status: statusAlone(span.status),
      attributes,
      links: [],
      events: [],
      resource: this.#resource,
      instrumentationScope: scope,
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    });
  }

  async forceFlush(): Promise<void> {}
  async shutdown(): Promise<void> {}
}

function statusAlone({ code }: SpanStatus): SpanStatus {
  return { code: code === SpanStatusCode.ERROR ? SpanStatusCode.ERROR : SpanStatusCode.UNSET };
}

function withoutState({ traceId, spanId, traceFlags }: ReturnType<ReadableSpan['spanContext']>) {
  return { traceId, spanId, traceFlags };
}
