import type { Attributes } from './attributes.ts';

/** One finished piece of work below a request or a job. */
export interface FinishedSpan {
  attributes: Attributes;
  /** Milliseconds after the start of its trace. */
  from: number;
  /** Milliseconds. */
  took: number;
  failed: boolean;
}

/**
 * How a trace is covered before it leaves. `hour`: its time is the hour, and it may be asked, when the hour is over and
 * again when the trace leaves, under which pseudonym. `crowd`: what it did can be done anonymously (or nobody has said that it cannot); it leaves
 * among at least ten of its kind of one day, or not at all, and no pseudonym can be given to it.
 */
export type Cover = { kind: 'hour'; pseudonym: (() => Promise<string | null>) | null } | { kind: 'crowd' };

/** A request or a job that is over. */
export interface FinishedTrace {
  attributes: Attributes;
  cover: Cover;
  took: number;
  failed: boolean;
  spans: readonly FinishedSpan[];
}

/** What leaves: a trace whose time and durations have been coarsened as its cover asks. */
export interface CoveredTrace {
  /** A whole hour or a whole day (UTC). */
  at: Date;
  attributes: Attributes;
  took: number;
  failed: boolean;
  spans: readonly FinishedSpan[];
}

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** The start of the period (UTC) in which a moment lies. */
export function startOf(now: Date, periodMs: number): number {
  return Math.floor(now.getTime() / periodMs) * periodMs;
}

/** Steps of about a half: enough to see what is slow, too coarse to find a request again in a proxy's log. */
const steps = [1, 1.5, 2.2, 3.3, 4.7, 6.8, 10];

/** @returns `ms` rounded up to the next of six steps a decade, at least 1. */
export function roundUp(ms: number): number {
  if (!(ms > 1)) return 1;
  const decade = 10 ** Math.floor(Math.log10(ms));
  return decade * (steps.find((step) => step * decade >= ms) ?? 10);
}

/** What reading costs depends a little on how much of it is one's own: below the first step that cannot be seen. */
const felt = [100, 300, 1000, 3000, 10_000, 30_000];

/** @returns `ms` rounded up to what a person feels as the same wait. */
export function roundToFelt(ms: number): number {
  return felt.find((step) => ms <= step) ?? 100_000;
}

/** With times to the hour; its durations stay as they were. */
export function coverByHour(trace: FinishedTrace, hour: number, sampleRate: number): CoveredTrace {
  const own = { 'konsilium.time': 'hour', SampleRate: sampleRate } as const;
  return {
    at: new Date(hour),
    attributes: { ...trace.attributes, ...own },
    took: trace.took,
    failed: trace.failed,
    spans: trace.spans.map((span) => ({ ...span, attributes: { ...span.attributes, ...own } })),
  };
}

/** With times to the day and all durations in steps. */
export function coverByCrowd(trace: FinishedTrace, day: number, sampleRate: number): CoveredTrace {
  const own = { 'konsilium.time': 'day', SampleRate: sampleRate } as const;
  return {
    at: new Date(day),
    attributes: { ...trace.attributes, ...own },
    took: roundUp(trace.took),
    failed: trace.failed,
    spans: trace.spans.map((span) => ({
      ...span,
      from: roundUp(span.from),
      took: roundUp(span.took),
      attributes: { ...span.attributes, ...own },
    })),
  };
}

/**
 * Under a pseudonym: times to the day, durations as they are felt, and no statements of the database, whose number and
 * cost can depend on what is hers.
 */
export function coverByPseudonym(trace: FinishedTrace, day: number, pseudonym: string): CoveredTrace {
  const own = { 'konsilium.time': 'day', 'konsilium.pseudonym': pseudonym } as const;
  return {
    at: new Date(day),
    attributes: { ...trace.attributes, ...own },
    took: roundToFelt(trace.took),
    failed: trace.failed,
    spans: trace.spans
      .filter(({ attributes }) => attributes['graphql.operation.name'] !== undefined)
      .map((span) => ({
        ...span,
        from: 0,
        took: roundToFelt(span.took),
        attributes: { ...span.attributes, ...own },
      })),
  };
}
