import protobuf from 'protobufjs';
import { type Received, type Reply, StandIn } from './stand-in.ts';

/** OTLP's trace messages, by the field numbers of the public specification; unknown fields are looked for below. */
const messages = protobuf.parse(`
  syntax = "proto3";
  message ExportRequest { repeated ResourceSpans resource_spans = 1; }
  message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; string schema_url = 3; }
  message Resource { repeated KeyValue attributes = 1; uint32 dropped_attributes_count = 2; }
  message ScopeSpans { Scope scope = 1; repeated Span spans = 2; string schema_url = 3; }
  message Scope { string name = 1; string version = 2; repeated KeyValue attributes = 3; uint32 dropped_attributes_count = 4; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4; string name = 5;
    int32 kind = 6; fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8;
    repeated KeyValue attributes = 9; uint32 dropped_attributes_count = 10;
    repeated Event events = 11; uint32 dropped_events_count = 12;
    repeated Link links = 13; uint32 dropped_links_count = 14; Status status = 15; fixed32 flags = 16;
  }
  message Event { fixed64 time_unix_nano = 1; string name = 2; repeated KeyValue attributes = 3; uint32 dropped_attributes_count = 4; }
  message Link { bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; repeated KeyValue attributes = 4; }
  message Status { string message = 2; int32 code = 3; }
  message KeyValue { string key = 1; AnyValue value = 2; }
  message AnyValue { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; } }
`).root;

export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  /** Milliseconds of the epoch. */
  start: number;
  /** Milliseconds. */
  took: number;
  attributes: Record<string, string | number | boolean>;
  failed: boolean;
  /** What has no place in what we send: events, links, status texts, trace states, counts of what was dropped. */
  surplus: string[];
}

/** Honeycomb's OTLP/HTTP intake: POST /v1/traces, protobuf, key in x-honeycomb-team. */
export class HoneycombStandIn extends StandIn {
  readonly #apiKey: string;

  private constructor(apiKey: string) {
    super();
    this.#apiKey = apiKey;
  }

  static async open(apiKey: string): Promise<HoneycombStandIn> {
    const standIn = new HoneycombStandIn(apiKey);
    await standIn.listen();
    return standIn;
  }

  spans(): ReceivedSpan[] {
    return this.#decoded().flatMap(({ spans }) => spans);
  }

  /** Attributes of the resources and scopes that came with them. */
  resources(): Record<string, unknown>[] {
    return this.#decoded().map(({ resource }) => resource);
  }

  protected override answer({ method, url, headers }: Received): Reply {
    if (headers['x-honeycomb-team'] !== this.#apiKey) return { status: 401, body: '' };
    if (method !== 'POST' || url !== '/v1/traces') return { status: 404, body: '' };
    if (headers['content-type'] !== 'application/x-protobuf') return { status: 415, body: '' };
    return { status: 200, body: '', headers: { 'content-type': 'application/x-protobuf' } };
  }

  #decoded() {
    return this.received.flatMap(({ body }) => decode(body));
  }
}

interface Attribute {
  key: string;
  value: Record<string, string | number | boolean>;
}

interface DecodedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  traceState?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes?: Attribute[];
  events?: unknown[];
  links?: unknown[];
  status?: { message?: string; code?: number };
  droppedAttributesCount?: number;
  droppedEventsCount?: number;
  droppedLinksCount?: number;
}

function decode(body: Buffer): { resource: Record<string, unknown>; spans: ReceivedSpan[] }[] {
  const type = messages.lookupType('ExportRequest');
  const message = type.decode(body);
  refuseUnknownFields(type, body);
  const request = type.toObject(message, { longs: String, bytes: String, enums: Number }) as {
    resourceSpans?: {
      resource?: { attributes?: Attribute[] };
      scopeSpans?: { scope?: Record<string, unknown>; spans?: DecodedSpan[] }[];
    }[];
  };
  return (request.resourceSpans ?? []).map(({ resource, scopeSpans = [] }) => ({
    resource: { ...plain(resource?.attributes), scopes: scopeSpans.map(({ scope }) => scope) },
    spans: scopeSpans.flatMap(({ spans = [] }) => spans.map(readSpan)),
  }));
}

/** Nothing may travel in a field that these messages do not know. */
function refuseUnknownFields(type: protobuf.Type, bytes: Uint8Array): void {
  const reader = protobuf.Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const field = type.fieldsById[tag >>> 3]?.resolve();
    if (!field) throw new Error(`${type.name} holds a field ${tag >>> 3} that is not OTLP’s`);
    if (field.resolvedType instanceof protobuf.Type) refuseUnknownFields(field.resolvedType, reader.bytes());
    else reader.skipType(tag & 7);
  }
}

function readSpan(span: DecodedSpan): ReceivedSpan {
  const start = BigInt(span.startTimeUnixNano);
  const counts = [span.droppedAttributesCount, span.droppedEventsCount, span.droppedLinksCount];
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? '',
    name: span.name,
    start: Number(start / 1_000_000n),
    took: Number(BigInt(span.endTimeUnixNano) - start) / 1e6,
    attributes: plain(span.attributes),
    failed: span.status?.code === 2,
    surplus: [
      ...(span.events ?? []).map((event) => JSON.stringify(event)),
      ...(span.links ?? []).map((link) => JSON.stringify(link)),
      ...(span.status?.message ? [span.status.message] : []),
      ...(span.traceState ? [span.traceState] : []),
      ...counts.filter(Boolean).map(String),
    ],
  };
}

function plain(attributes: Attribute[] = []): Record<string, string | number | boolean> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => {
      const [kind, held] = Object.entries(value)[0] ?? ['', ''];
      return [key, kind === 'intValue' ? Number(held) : held];
    }),
  );
}
