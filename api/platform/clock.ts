/** Where "now" comes from, so that tests and the demo's history can set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const hourInMs = 3_600_000;
export const dayInMs = 24 * hourInMs;

/** The whole UTC hour that `time` lies in: the only time that content ever bears. */
export function toHour(time: Date): Date {
  return new Date(Math.floor(time.getTime() / hourInMs) * hourInMs);
}
