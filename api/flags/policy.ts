import type { FlagReason } from '../../prisma/client/enums.ts';
import type { AliasId } from '../platform/ids.ts';
import { type InputIssue, Refusal } from '../platform/refusal.ts';
import type { Flaggable } from './data.ts';

export const longestNote = 1000;

export type FlagVerdict = { ok: true; ref: Flaggable['ref'] } | { ok: false; refusal: Refusal };

/**
 * Whether a member may flag a post: she can see it and has not written it, under any face. The order matters: what she
 * cannot see answers as what does not exist, whatever else is wrong.
 */
export function judgeFlag(
  post: Flaggable | null,
  ownAliases: ReadonlySet<AliasId>,
  flag: { reason: FlagReason; note: string },
): FlagVerdict {
  if (!post) return { ok: false, refusal: Refusal.notFound() };
  const asked = post.askedNamedMine || isOwn(post.askerAlias, ownAliases);
  const wrote = post.namedMine || isOwn(post.alias, ownAliases);
  // A hidden question takes its whole thread out of sight, but not out of its asker's.
  const threadInSight = post.consultationVisibility !== 'HIDDEN' || asked;
  const inSight = threadInSight && (post.visibility === 'VISIBLE' || (post.visibility === 'HIDDEN' && wrote));
  if (!inSight) return { ok: false, refusal: Refusal.notFound() };
  if (wrote) return { ok: false, refusal: Refusal.notAllowed('OWN_POST_NOT_FLAGGABLE') };
  const issue = noteIssue(flag);
  if (issue) return { ok: false, refusal: Refusal.invalidInput([issue]) };
  return { ok: true, ref: post.ref };
}

function noteIssue({ reason, note }: { reason: FlagReason; note: string }): InputIssue | null {
  if (note.length > longestNote) return { field: 'note', code: 'FIELD_TOO_LONG' };
  if (reason === 'OTHER' && note.length === 0) return { field: 'note', code: 'FIELD_REQUIRED' };
  return null;
}

function isOwn(alias: AliasId | null, own: ReadonlySet<AliasId>): boolean {
  return alias !== null && own.has(alias);
}
