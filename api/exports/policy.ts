import type { ExportState } from '../../prisma/client/enums.ts';
import { hourInMs } from '../platform/clock.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';

export const mostPerDay = 5;
export const mostAttempts = 3;
/** Whoever is at work says so after each noun; a process that died is taken over after that. */
export const leaseInMs = 5 * 60_000;
export const retryInMs = 60_000;

/** The end of an archive's life: 24 hours, and up to the next whole one. */
export function expiryOf(now: Date): Date {
  return new Date(Math.ceil(now.getTime() / hourInMs) * hourInMs + 24 * hourInMs);
}

/** YYYY-MM-DD of a moment, UTC, as the database keeps days. */
export const dayOf = (now: Date): Date => new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`);

/** Why no archive can be asked for now, or null. `known`: the account's row. */
export function refusalToAsk(
  known: { state: ExportState; askedOn: Date; askedTimes: number } | null,
  now: Date,
): RefusalCode | null {
  if (!known) return null;
  if (known.state === 'WAITING' || known.state === 'MAKING') return 'EXPORT_UNDER_WAY';
  const today = known.askedOn.getTime() === dayOf(now).getTime();
  return today && known.askedTimes >= mostPerDay ? 'EXPORT_TOO_OFTEN' : null;
}
