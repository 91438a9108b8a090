import type { Specialty } from '../specialties/specialties.ts';

/** A count as operators see it: a multiple of five, or that it is fewer than five, perhaps none. */
export type RoundedCount = { count: number; fewerThanFive: false } | { count: null; fewerThanFive: true };

/** What is told of the questions of one week or one specialty. All of it of the first seven days of each question. */
export interface Figures {
  questions: RoundedCount;
  /** By others than the asker's own face. */
  answers: RoundedCount;
  answeredWithinDay: RoundedCount;
  unanswered: RoundedCount;
  /** Half of the answered questions had their first answer within so many hours; null where there are too few. */
  medianHours: number | null;
}

export interface WeekFigures {
  /** ISO 8601, such as 2026-W47; weeks begin on Monday, UTC. */
  week: string;
  /** A date, YYYY-MM-DD. */
  startsOn: string;
  figures: Figures;
}

export interface PeriodFigures {
  /** Dates, YYYY-MM-DD, the last one included. */
  startsOn: string;
  endsOn: string;
  /** Every specialty, also those in which nothing was asked. */
  specialties: { specialty: Specialty; figures: Figures }[];
}

export interface Statistics {
  /** Oldest first. */
  weeks: WeekFigures[];
  /** Newest first. */
  periods: PeriodFigures[];
}

/** Exact numbers as the database counts them; they go nowhere but into `publishFigures`. */
export interface Tally {
  questions: number;
  answers: number;
  answered: number;
  answeredWithinDay: number;
  medianHours: number | null;
}
