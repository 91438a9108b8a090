import type { Visibility } from '../../prisma/client/enums.ts';
import { Refusal } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';

/** A decision: null to go on, else the reason why not. */
export type Verdict = RefusalCode | null;

export interface ThreadState {
  readonly visibility: Visibility;
  /** Answers that all may read. */
  readonly answerCount: number;
}

/** What a physician has to do with a consultation. */
export interface Part {
  readonly asked: boolean;
}

/**
 * Whether a consultation exists for this physician. HIDDEN and HELD: for the one who asked. A tombstone: for the one who
 * asked, and for all as long as answers stand below it, which belong to colleagues.
 */
export function mayReadThread({ visibility, answerCount }: ThreadState, { asked }: Part): boolean {
  if (visibility === 'VISIBLE' || asked) return true;
  return (visibility === 'DELETED' || visibility === 'WITHDRAWN') && answerCount > 0;
}

/** Whether this physician gets the text of a post that she may know of. Tombstones have none. */
export function mayReadText(visibility: Visibility, isMine: boolean): boolean {
  return visibility === 'VISIBLE' || (isMine && (visibility === 'HIDDEN' || visibility === 'HELD'));
}

/**
 * The author's own change of a text. Not while moderation has hidden it, nor after it was taken away. Nor in a locked
 * consultation: a question that changes under answers that can no longer reply to it, or an answer that carries
 * the closed dispute on, is what the lock was for. What is there can still be withdrawn. What is held back nobody has
 * read: it changes as a draft does.
 */
export function judgeEdit(
  post: { visibility: Visibility; locked: boolean; resting?: boolean },
  isMine: boolean,
): Verdict {
  if (!isMine) return 'NOT_YOUR_POST';
  if (post.visibility === 'HELD') return null;
  if (post.resting) return 'CONSULTATION_RESTING';
  return post.visibility === 'VISIBLE' && !post.locked ? null : 'POST_NOT_EDITABLE';
}

/**
 * The author's withdrawal of her question. Not while it is hidden: its tombstone would bring the thread below it back
 * into sight, which moderation has taken away as a whole.
 */
export function judgeConsultationWithdrawal(visibility: Visibility, isMine: boolean): Verdict {
  if (!isMine) return 'NOT_YOUR_POST';
  return visibility === 'VISIBLE' || visibility === 'HELD' ? null : 'POST_NOT_EDITABLE';
}

/** The author's withdrawal of her answer, also of a hidden one: nothing but her own text goes with it. */
export function judgeAnswerWithdrawal(visibility: Visibility, isMine: boolean): Verdict {
  if (!isMine) return 'NOT_YOUR_POST';
  return visibility === 'DELETED' || visibility === 'WITHDRAWN' ? 'POST_NOT_EDITABLE' : null;
}

/** Closing as solved and opening again: the asker's, and no text, hence also under a lock. */
export function judgeSolving(visibility: Visibility, isMine: boolean): Verdict {
  if (!isMine) return 'NOT_YOUR_POST';
  return visibility === 'VISIBLE' ? null : 'POST_NOT_EDITABLE';
}

/** A new answer. A question that is gone or hidden takes none, not even from the one who asked it. */
export function judgeAnswering({
  visibility,
  locked,
  resting,
}: {
  visibility: Visibility;
  locked: boolean;
  resting?: boolean;
}): Verdict {
  if (visibility !== 'VISIBLE') return 'CONSULTATION_CLOSED';
  if (resting) return 'CONSULTATION_RESTING';
  return locked ? 'CONSULTATION_LOCKED' : null;
}

/** A helpful mark on an answer that can be read, and never on one's own: not under the other face either. */
export function judgeHelpfulMark(visibility: Visibility, isMine: boolean): Verdict {
  if (isMine) return 'OWN_ANSWER_NOT_MARKABLE';
  return visibility === 'VISIBLE' ? null : 'POST_NOT_EDITABLE';
}

/** @throws Refusal when the verdict is a no. */
export function insist(verdict: Verdict): void {
  if (verdict) throw Refusal.notAllowed(verdict);
}
