import type { Outcome } from '../../analytics/delivery.ts';
import type { Processor } from '../../analytics/processors.ts';
import type { Pseudonym } from '../identity/pseudonyms.ts';

/** One thing to be sent. Its id is random, and the same each time that it is tried. */
export interface Parcel {
  id: string;
  payload: string;
  /** Null: nobody's. */
  pseudonym: Pseudonym | null;
  /** A whole hour. */
  hour: Date;
}

/** How one processor is delivered to. */
export interface Courier {
  processor: Processor;
  batchSize: number;
  /** How old something may be for this processor to take it; null: any age. */
  oldestMs: number | null;
  /** Whether the payload is what its catalogue lets pass: asked once more before anything leaves. */
  accepts(parcel: Parcel): boolean;
  /** Sends at most `batchSize`, in one request, within a time limit shorter than the lease. Never rejects. */
  send(parcels: readonly Parcel[]): Promise<Outcome>;
}
