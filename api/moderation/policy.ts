import { type Custody, holderOf, mayDecide } from '../../moderation/custody.ts';
import { type ModerationAct, type PostState, possibleActions } from '../../moderation/transition.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { type InputIssue, Refusal } from '../platform/refusal.ts';
import { cleanText } from './clean-text.ts';

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

/** The statement of reasons, which the author reads: 10 to 2,000 characters. @throws Refusal */
export function checkReasons(statement: string): string {
  const text = cleanText(statement);
  const issue = lengthIssue('statement', text, 10, 2000);
  if (issue) throw Refusal.invalidInput([issue]);
  return text;
}

export function lengthIssue(field: string, text: string, least: number, most: number): InputIssue | null {
  if (text.length === 0 && least > 0) return { field, code: 'FIELD_REQUIRED' };
  if (text.length < least) return { field, code: 'FIELD_TOO_SHORT' };
  if (text.length > most) return { field, code: 'FIELD_TOO_LONG' };
  return null;
}
