import type { Locale } from '../platform/refusal.ts';
import type { Services } from '../services.ts';

export type Texts = Record<Locale, string>;

/** One kind of data: how long it is kept, told to everybody, and what takes it away. */
export interface RetentionRow {
  readonly id: string;
  readonly what: Texts;
  readonly howLong: Texts;
  readonly from: Texts;
  readonly why: Texts;
  readonly keeper: Keeper;
}

/** How many are due now. Changes nothing. */
type Count = (services: Services) => Promise<number>;

/** What sees to it that the time is kept. */
export type Keeper =
  /** The nightly job of this table: takes them away in batches. What is cut off is carried on by the next run. */
  | { readonly apply: (services: Services) => Promise<number>; readonly count: Count }
  /** A job of its own, by its name in api/jobs.ts. */
  | { readonly job: string; readonly count?: Count }
  /** Goes in the transaction in which something else goes: the row of that. */
  | { readonly goesWith: string }
  | 'operator'
  | 'browser'
  /** Ends by itself where it lies: a session, a counter. */
  | 'expiry'
  /** Never taken away. */
  | 'nobody';
