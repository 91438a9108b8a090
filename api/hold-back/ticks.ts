import type { Keyring } from '../identity/crypto/keyring.ts';
import { tickMoment } from '../identity/tick-moment.ts';

/**
 * When posts that wait appear. Time is divided into slots of three minutes; each slot has one tick, at a random moment
 * that is the same for every post and every process. A post keeps where the slot of its tick begins: no row bears a
 * moment of its own, and the posts of one tick come out together (ANONYMITY 62, 63).
 */
const minuteInMs = 60_000;
const slotInMs = 3 * minuteInMs;

/** The moment of a slot's tick, in milliseconds as of `Date`. */
export function tickOf(keyring: Keyring, slot: number): number {
  return Math.floor((slot + tickMoment(keyring, slot)) * slotInMs);
}

export const beginningOf = (slot: number): Date => new Date(slot * slotInMs);
export const slotOf = (time: Date): number => Math.floor(time.getTime() / slotInMs);

/** The first and the last slot whose ticks come neither before `from` nor after `until`. */
export function slotsWithin(keyring: Keyring, from: number, until: number): { first: number; last: number } {
  const first = Math.floor(from / slotInMs);
  const last = Math.floor(until / slotInMs);
  return {
    first: tickOf(keyring, first) < from ? first + 1 : first,
    last: tickOf(keyring, last) > until ? last - 1 : last,
  };
}

/** The ticks of the minute that follows on the running one: the jobs for them are queued in time, and once. */
export function ticksOfNextMinute(keyring: Keyring, now: Date): Date[] {
  const begins = (Math.floor(now.getTime() / minuteInMs) + 1) * minuteInMs;
  const { first, last } = slotsWithin(keyring, begins, begins + minuteInMs - 1);
  return Array.from({ length: last - first + 1 }, (_, at) => new Date(tickOf(keyring, first + at)));
}
