import { addFlag, openCaseOf } from '../../moderation/case-storage.ts';
import type { FlagReason } from '../../prisma/client/enums.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { markTag } from '../identity/mark-tag.ts';
import { listOwnClaims } from '../identity/own-claims.ts';
import { choosePost, type PostInput } from '../moderation/choose-post.ts';
import { cleanText } from '../moderation/clean-text.ts';
import { toHour } from '../platform/clock.ts';
import { type CaseId, type FlagId, newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { findFlaggable } from './data.ts';
import { judgeFlag } from './policy.ts';

export interface FlagPostInput extends PostInput {
  reason: FlagReason;
  note: string;
}

/**
 * Reports a post to the moderators. All flags of a post are one case while it is undecided; a flag after that opens
 * a new one. Who flagged is not stored: a keyed tag keeps each member to one flag per post.
 * @throws Refusal
 */
export async function flagPost(
  services: Services,
  grant: PhysicianGrant,
  input: FlagPostInput,
): Promise<{ received: true }> {
  const { db, keyring, clock } = services;
  const chosen = choosePost(input);
  const note = cleanText(input.note);
  const claims = await listOwnClaims(db.service, keyring, grant.physicianId);
  const flaggedAt = toHour(clock.now());
  await db.service.$transaction(async (tx) => {
    const post = await findFlaggable(tx, grant, chosen);
    const verdict = judgeFlag(post, new Set(claims.map(({ alias }) => alias)), {
      reason: input.reason,
      note,
    });
    if (!verdict.ok) throw verdict.refusal;
    const { found } = await openCaseOf(tx, verdict.ref, newId<CaseId>(), flaggedAt);
    const isNew = await addFlag(tx, {
      id: newId<FlagId>(),
      caseId: found.id,
      postId: chosen.id,
      reporterTag: Uint8Array.from(markTag(keyring, 'flag', grant.physicianId, chosen.id)),
      reason: input.reason,
      note,
      flaggedAt,
    });
    // Rolls back a case that was opened for nothing.
    if (!isNew) throw Refusal.notAllowed('ALREADY_FLAGGED');
  });
  return { received: true };
}
