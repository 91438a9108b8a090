import { appealableUntil, isAppealable } from '../../moderation/appeal.ts';
import type { DecisionAction } from '../../prisma/client/enums.ts';
import { cleanText, textField } from '../posts/text.ts';

/** The author's reasons, 20 to 4000 characters. */
export const appealField = textField(cleanText, 20, 4000);

/**
 * Until when a decision can be appealed, or null: one that does not burden, has been appealed, or is too old.
 * @param days how long an author has.
 */
export function openForAppeal(
  decision: { action: DecisionAction; decidedAt: Date; appeal: unknown },
  days: number,
  now: Date,
): Date | null {
  if (!isAppealable(decision.action) || decision.appeal !== null) return null;
  const until = appealableUntil(decision.decidedAt, days);
  return now < until ? until : null;
}
