import { closeCase, findOpenCase, openCaseOf, setCustody } from '../../moderation/case-storage.ts';
import type { ImageAct } from '../../moderation/image-acts.ts';
import { decideOnImage, findPostOfImage } from '../../moderation/image-storage.ts';
import type { ModerationRule } from '../../prisma/client/enums.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { sweepAfterAct } from '../images/sweep-discarded.ts';
import { keepOutcome, type Once } from '../once/once.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { type CaseId, type DecisionId, newId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { checkReasons } from './check-reasons.ts';
import { isConflicted, withOwnClaims } from './conflict.ts';
import { findCase } from './data.ts';
import { lockForDecision } from './decide-case.ts';
import type { ModerationCase } from './types.ts';

export interface DecideOnImageInput {
  imageId: string;
  rule: ModerationRule;
  /** The statement of reasons. */
  statement: string;
}

const auditKinds = {
  REMOVE_IMAGE: 'moderation.image-removed',
  BLUR_IMAGE: 'moderation.image-blurred',
  UNBLUR_IMAGE: 'moderation.image-unblurred',
} as const;

/**
 * One act of a moderator upon one image, decided in a case of its post: the open one, else the last decided, else one of
 * her own initiative. Image, decision and audit entry: all or nothing.
 * @throws Refusal NOT_FOUND also where she has a part in the matter; IMAGE_NOT_POSSIBLE as the image stands now.
 */
export async function decideOnImageOfPost(
  services: Services,
  grant: ModeratorGrant,
  act: ImageAct,
  input: DecideOnImageInput,
  once: Once | null = null,
): Promise<ModerationCase> {
  const { db, clock } = services;
  const statement = checkReasons(input);
  const imageId = parseId(input.imageId);
  if (!imageId) throw Refusal.notFound();
  const moderator = await withOwnClaims(services, grant);
  const now = clock.now();
  const decidedAt = toHour(now);
  const caseId = await db.service.$transaction(async (tx) => {
    const ref = await findPostOfImage(tx, imageId);
    if (!ref || (await isConflicted(tx, moderator, ref))) throw Refusal.notFound();
    const id = await caseOf(tx, ref, decidedAt);
    const { post } = await lockForDecision(tx, moderator, id, now);
    const decision = { id: newId<DecisionId>(), caseId: id, moderatorId: grant.moderatorId };
    const full = { ...decision, rule: input.rule, statement, decidedAt };
    if (!(await decideOnImage(tx, post, imageId, act, full))) throw Refusal.notAllowed('IMAGE_NOT_POSSIBLE');
    await setCustody(tx, id, grant.moderatorId, decidedAt);
    await closeCase(tx, id, decidedAt);
    await keepOutcome(tx, once, id);
    const { rule } = input;
    const { consultationId: consultation, answerId: answer } = ref;
    await appendAudit(tx, clock, {
      kind: auditKinds[act],
      actor: grant.moderatorId,
      details: { case: id, decision: decision.id, consultation, answer, action: act, rule },
    });
    return id;
  });
  await sweepAfterAct(services);
  const after = await findCase(db.service, moderator, caseId, now);
  if (!after) throw Refusal.notFound();
  return after;
}

async function caseOf(tx: Tx, ref: Parameters<typeof openCaseOf>[1], openedAt: Date): Promise<CaseId> {
  const open = await findOpenCase(tx, ref);
  if (open) return open.id as CaseId;
  const decided = await tx.moderationCase.findFirst({
    where: { ...ref, state: 'DECIDED' },
    orderBy: { decidedAt: 'desc' },
    select: { id: true },
  });
  if (decided) return decided.id as CaseId;
  const { found } = await openCaseOf(tx, ref, newId<CaseId>(), openedAt);
  return found.id as CaseId;
}
