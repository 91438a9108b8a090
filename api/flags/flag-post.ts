import { addFlag, openCaseOf } from '../../moderation/case-storage.ts';
import type { FlagReason } from '../../prisma/client/enums.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { markTag } from '../identity/mark-tag.ts';
import { choosePost, type PostInput } from '../moderation/choose-post.ts';
import { keepOutcome, type Once } from '../once/once.ts';
import { toHour } from '../platform/clock.ts';
import { type CaseId, type FlagId, newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { cleanOptionalText } from '../platform/text.ts';
import { refuseCertainIdentifiers } from '../posts/patient-identifiers.ts';
import { readAs } from '../posts/reader.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import { countAnonymous } from '../telemetry/record-event.ts';
import { findFlaggable } from './data.ts';
import { judgeFlag } from './policy.ts';

export interface FlagPostInput extends PostInput {
  reason: FlagReason;
  note: string;
}

/**
 * Reports a post to the moderators. All flags of a post are one case while it is undecided; a flag after that opens
 * a new one. Who flagged is not stored: a keyed tag keeps each member to one flag per post.
 * @throws Refusal INVALID_INPUT, WRITING_SUSPENDED, NOT_FOUND, OWN_POST_NOT_FLAGGABLE, ALREADY_FLAGGED
 */
export async function flagPost(
  services: Services,
  grant: PhysicianGrant,
  input: FlagPostInput,
  once: Once | null = null,
): Promise<{ received: true }> {
  const { db, keyring, clock } = services;
  const chosen = choosePost(input);
  const flag = { reason: input.reason, note: cleanOptionalText(input.note) };
  const reader = await readAs(db.service, services, grant);
  await requireUnsuspended(services, reader);
  const flaggedAt = toHour(clock.now());
  await db.service.$transaction(async (tx) => {
    const verdict = judgeFlag(await findFlaggable(tx, chosen), reader, flag);
    if (!verdict.ok) throw verdict.refusal;
    refuseCertainIdentifiers({ note: flag.note });
    const { found } = await openCaseOf(tx, verdict.ref, newId<CaseId>(), flaggedAt);
    const isNew = await addFlag(tx, {
      ...flag,
      id: newId<FlagId>(),
      caseId: found.id,
      postId: chosen.id,
      reporterTag: Uint8Array.from(markTag(keyring, 'flag', grant.physicianId, chosen.id)),
      flaggedAt,
    });
    // Rolls back a case that was opened for nothing.
    if (!isNew) throw Refusal.notAllowed('ALREADY_FLAGGED');
    await keepOutcome(tx, once, '');
    await countAnonymous(tx, services, 'post.flagged', { reason: flag.reason });
  });
  return { received: true };
}
