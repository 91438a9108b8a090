import { z } from 'zod';
import { appealableUntil, isAppealable } from '../../moderation/appeal.ts';
import { addAppeal } from '../../moderation/appeal-storage.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { keepOutcome, type Once } from '../once/once.ts';
import { toHour } from '../platform/clock.ts';
import { type DecisionId, newId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { checkIdentifiers, identifierOverrideInput } from '../posts/patient-identifiers.ts';
import { isOwn, readAs } from '../posts/reader.ts';
import { checkInput } from '../posts/text.ts';
import type { Services } from '../services.ts';
import { countAnonymous, recordEvent } from '../telemetry/record-event.ts';
import { findDecidedPost } from './own-appeals.ts';
import { appealField } from './policy.ts';
import type { AppealId } from './types.ts';

export interface AppealDecisionInput {
  decisionId: string;
  text: string;
  /** Why what looks like a patient's identifier is harmless. */
  identifierOverride?: string | null | undefined;
}

/**
 * The author of a post, under whatever face she wrote it, objects to what moderation decided. Also while she is suspended:
 * it is the one thing that she may still write. Who she is is not stored: the decision names the post.
 *
 * Nothing is put on the audit, which knows exact times and would date an act of an anonymous author.
 * @throws Refusal NOT_FOUND also for a decision on another's post; INVALID_INPUT, DECISION_NOT_APPEALABLE,
 * ALREADY_APPEALED, APPEAL_TOO_LATE
 */
export async function appealDecision(
  services: Services,
  grant: PhysicianGrant,
  input: AppealDecisionInput,
  once: Once | null = null,
): Promise<DecisionId> {
  const { db, clock, config } = services;
  const decisionId = parseId<DecisionId>(input.decisionId);
  if (!decisionId) throw Refusal.notFound();
  const { text, identifierOverride: declared } = checkInput(appealInput, input);
  const identifierOverride = checkIdentifiers({ text }, declared);
  const reader = await readAs(db.service, services, grant);
  const now = clock.now();
  await db.service.$transaction(async (tx) => {
    const decision = await findDecidedPost(tx, decisionId);
    if (!decision || !isOwn(reader, decision.owner)) throw Refusal.notFound();
    if (!isAppealable(decision.action)) throw Refusal.notAllowed('DECISION_NOT_APPEALABLE');
    if (decision.appealed) throw Refusal.notAllowed('ALREADY_APPEALED');
    if (now >= appealableUntil(decision.decidedAt, config.appealDays)) {
      throw Refusal.notAllowed('APPEAL_TOO_LATE');
    }
    const appeal = { id: newId<AppealId>(), decisionId, text, identifierOverride, appealedAt: toHour(now) };
    if (!(await addAppeal(tx, appeal))) throw Refusal.notAllowed('ALREADY_APPEALED');
    await keepOutcome(tx, once, decisionId);
    if (decision.owner.aliasId !== null) await countAnonymous(tx, services, 'anonymous.appeal.filed', {});
    else await recordEvent(tx, services, grant.physicianId, 'appeal.filed', {});
  });
  return decisionId;
}

const appealInput = z.object({ text: appealField, identifierOverride: identifierOverrideInput });
