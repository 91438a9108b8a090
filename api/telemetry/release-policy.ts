import { hourInMs } from '../platform/clock.ts';

/** Fewer acts than this are not told of: each of them could be somebody's. */
export const smallestHeap = 10;

/** One kind of act in one hour. */
export interface Cell {
  /** Event and properties, as JSON. */
  payload: string;
  hour: Date;
  count: number;
}

/** What may be told of it. */
export type Heap = Cell;

/**
 * Of the marks of days that are over, the heaps that may be told: an hour with ten acts of one kind or more by itself;
 * what is left of the day together, as of its first hour, if that makes ten; else not at all. What is not told is
 * forgotten, and never added to another day's.
 */
export function heapsOf(marks: readonly Pick<Cell, 'payload' | 'hour'>[]): Heap[] {
  const heaps: Heap[] = [];
  const days = Map.groupBy(marks, ({ payload, hour }) => `${startOfDay(hour).getTime()} ${payload}`);
  for (const ofDay of days.values()) {
    const [first] = ofDay;
    if (!first) continue;
    const { payload } = first;
    let left = 0;
    for (const [time, inHour] of Map.groupBy(ofDay, ({ hour }) => hour.getTime())) {
      const count = inHour.length;
      if (count >= smallestHeap) heaps.push({ payload, hour: new Date(time), count });
      else left += count;
    }
    if (left >= smallestHeap) heaps.push({ payload, hour: startOfDay(first.hour), count: left });
  }
  return heaps;
}

/** UTC. */
export function startOfDay(time: Date): Date {
  const dayInMs = 24 * hourInMs;
  return new Date(Math.floor(time.getTime() / dayInMs) * dayInMs);
}
