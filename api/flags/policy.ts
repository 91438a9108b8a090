import { z } from 'zod';
import type { FlagReason } from '../../prisma/client/enums.ts';
import { Refusal } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { collectIssues, optionalTextField } from '../platform/text.ts';
import { mayReadText, mayReadThread } from '../posts/policy.ts';
import { isOwn, type Reader } from '../posts/reader.ts';
import type { Flaggable } from './data.ts';

const note = optionalTextField(1000);
const flagNote = z
  .object({ reason: z.string(), note })
  .refine(({ reason, note }) => reason !== 'OTHER' || note !== '', {
    path: ['note'],
    message: 'FIELD_REQUIRED' satisfies RefusalCode,
  });

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
  const { issues } = collectIssues(flagNote, flag);
  if (issues.length > 0) return { ok: false, refusal: Refusal.invalidInput(issues) };
  return { ok: true, ref: post.ref };
}
