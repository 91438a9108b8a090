import type { Figures, RoundedCount, Tally } from './types.ts';

/** Fewer than this could point at one person. None is told as few are: else few would be known to be somebody. */
export const smallestPublished = 5;
const step = 5;

/** Up to how many hours the median is told. */
export const medianSteps = [1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 168] as const;

/**
 * "Fewer than five", or the nearest multiple of five.
 *
 * The same questions are told twice, by week and by specialty, so that what one table keeps back could be subtracted
 * from what the other says; keeping back second cells in both at once is hard to do well and harder to explain. Rounding
 * does it: as long as one number of all is not at the very edge of its rounding, none that is kept back can be found out
 * (tests/unit/statistics). Transparency, which has one table and exact numbers, goes the other way.
 */
export function roundCount(count: number): RoundedCount {
  if (count < smallestPublished) return few;
  return { count: Math.round(count / step) * step, fewerThanFive: false };
}

const few: RoundedCount = { count: null, fewerThanFive: true };

/** What may be told of a group of questions. Of a group of fewer than five nothing but that. */
export function publishFigures(tally: Tally | undefined): Figures {
  if (!tally || tally.questions < smallestPublished) {
    return { questions: few, answers: few, answeredWithinDay: few, unanswered: few, medianHours: null };
  }
  const { questions, answers, answered, answeredWithinDay, medianHours } = tally;
  return {
    questions: roundCount(questions),
    answers: roundCount(answers),
    answeredWithinDay: roundCount(answeredWithinDay),
    unanswered: roundCount(questions - answered),
    medianHours: answered >= 2 * smallestPublished ? roundHours(medianHours) : null,
  };
}

/** Whole hours count from 0: an answer in the same hour came within one. */
function roundHours(hours: number | null): number | null {
  if (hours === null) return null;
  return medianSteps.find((up) => hours < up) ?? medianSteps[medianSteps.length - 1] ?? null;
}
