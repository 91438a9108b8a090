import { type Custody, holderOf, mayDecide } from '../../moderation/custody.ts';
import { type ModerationAct, type PostState, possibleActions } from '../../moderation/transition.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { cleanText, textField } from '../posts/text.ts';

/** What the one who looks may do now, as the commands would have it. */
export function actionsFor(
  post: PostState,
  custody: Custody,
  moderator: PhysicianId,
  now: Date,
): ModerationAct[] {
  if (!mayDecide(custody, moderator, now)) return [];
  return possibleActions(post).filter((act) => custody.state === 'OPEN' || act !== 'DISMISS');
}

/** Somebody is at work on it. A decided case is nobody's work but that of the one who took it up again. */
export function isTaken(custody: Custody, moderator: PhysicianId, now: Date): boolean {
  const holder = holderOf(custody, now);
  return holder !== null && (custody.state === 'OPEN' || holder === moderator);
}

/** The statement of reasons, which the author reads. */
export const reasonsField = textField(cleanText, 10, 2000);
