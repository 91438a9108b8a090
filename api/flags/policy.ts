import type { FlagReason } from '../../prisma/client/enums.ts';
import { type InputIssue, Refusal } from '../platform/refusal.ts';
import { mayReadText, mayReadThread } from '../posts/policy.ts';
import { isOwn, type Reader } from '../posts/reader.ts';
import type { Flaggable } from './data.ts';

export const longestNote = 1000;

export type FlagVerdict = { ok: true; ref: Flaggable['ref'] } | { ok: false; refusal: Refusal };

/**
 * Whether a member may flag a post: she can read it and has not written it, under any face. The order matters: what
 * she cannot read answers as what does not exist, whatever else is wrong.
 */
export function judgeFlag(
  post: Flaggable | null,
  reader: Reader,
  flag: { reason: FlagReason; note: string },
): FlagVerdict {
  const isMine = post !== null && isOwn(reader, post.owner);
  if (
    !post ||
    !mayReadThread(post.thread, { asked: isOwn(reader, post.asker) }) ||
    !mayReadText(post.visibility, isMine)
  ) {
    return { ok: false, refusal: Refusal.notFound() };
  }
  if (isMine) return { ok: false, refusal: Refusal.notAllowed('OWN_POST_NOT_FLAGGABLE') };
  const issue = noteIssue(flag);
  if (issue) return { ok: false, refusal: Refusal.invalidInput([issue]) };
  return { ok: true, ref: post.ref };
}

function noteIssue({ reason, note }: { reason: FlagReason; note: string }): InputIssue | null {
  if ([...note].length > longestNote) return { field: 'note', code: 'FIELD_TOO_LONG' };
  if (reason === 'OTHER' && note.length === 0) return { field: 'note', code: 'FIELD_REQUIRED' };
  return null;
}
