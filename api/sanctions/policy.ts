import { isOwn, type Reader } from '../posts/reader.ts';
import type { RunningSuspension } from './types.ts';

/** Until when a physician may not write, or null: the latest end of those that hit any face of hers. */
export function suspendedUntil(reader: Reader, running: readonly RunningSuspension[]): Date | null {
  const hers = running.filter((suspension) => isOwn(reader, suspension));
  return hers.reduce<Date | null>(
    (latest, { until }) => (latest === null || until > latest ? until : latest),
    null,
  );
}
