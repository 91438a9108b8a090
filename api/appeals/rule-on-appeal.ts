import { type AppealedDecision, findAppeal, lockAppeal, rule } from '../../moderation/appeal-storage.ts';
import { lockCase } from '../../moderation/case-storage.ts';
import { type LockedPost, lockPost } from '../../moderation/post-storage.ts';
import type { AppealOutcome } from '../../prisma/client/enums.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { checkReasons } from '../moderation/check-reasons.ts';
import { type CheckedModerator, isConflicted, withOwnClaims } from '../moderation/conflict.ts';
import { keepOutcome, type Once } from '../once/once.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { newId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { findModeratedAppeal } from './moderated-appeals.ts';
import type { AppealId, ModeratedAppeal } from './types.ts';

export interface RuleOnAppealInput {
  id: string;
  outcome: AppealOutcome;
  /** The statement of reasons, which the author reads. */
  statement: string;
}

/**
 * Another moderator than the one who decided lets the decision stand or overturns it, with her reasons: the ruling, what
 * it undoes and its audit entry, all or nothing. Of two who rule at once one does; the other is told.
 * @throws Refusal NOT_FOUND also where she has a part in the matter; OWN_DECISION, APPEAL_DECIDED, INVALID_INPUT
 */
export async function ruleOnAppeal(
  services: Services,
  grant: ModeratorGrant,
  input: RuleOnAppealInput,
  once: Once | null = null,
): Promise<ModeratedAppeal> {
  const { db, clock } = services;
  const id = parseId<AppealId>(input.id);
  const statement = checkReasons(input);
  if (!id) throw Refusal.notFound();
  const moderator = await withOwnClaims(services, grant);
  const now = clock.now();
  await db.service.$transaction(async (tx) => {
    const { appeal, post } = await lockForRuling(tx, moderator, id, now);
    const ruling = { id: newId(), moderatorId: grant.moderatorId, outcome: input.outcome, statement };
    const effect = await rule(tx, post, appeal, { ...ruling, ruledAt: toHour(now) }, now);
    await keepOutcome(tx, once, id);
    await appendAudit(tx, clock, {
      kind: input.outcome === 'OVERTURNED' ? 'moderation.decision-overturned' : 'moderation.decision-upheld',
      actor: grant.moderatorId,
      details: {
        case: appeal.caseId,
        decision: appeal.decisionId,
        consultation: appeal.ref.consultationId,
        answer: appeal.ref.answerId,
        action: appeal.act,
        effect,
      },
    });
  });
  const after = await findModeratedAppeal(db.service, moderator, id, now);
  if (!after) throw Refusal.notFound();
  return after;
}

/** Locks case, post and appeal, in this order everywhere. @throws Refusal */
async function lockForRuling(
  tx: Tx,
  moderator: CheckedModerator,
  id: AppealId,
  now: Date,
): Promise<{ appeal: AppealedDecision; post: LockedPost }> {
  const seen = await findAppeal(tx, id);
  const found = seen && (await lockCase(tx, seen.caseId));
  if (!found || (await isConflicted(tx, moderator, found.post))) throw Refusal.notFound();
  if (seen.decidedBy === moderator.grant.moderatorId) throw Refusal.notAllowed('OWN_DECISION');
  const post = await lockPost(tx, seen.ref, now);
  // Again, under the locks: another may have ruled, and its author may have left.
  const appeal = post && (await lockAppeal(tx, id));
  if (!appeal) throw Refusal.notFound();
  if (appeal.ruled) throw Refusal.notAllowed('APPEAL_DECIDED');
  return { appeal, post };
}
