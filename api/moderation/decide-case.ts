import { closeCase, findOpenCase, lockCase, setCustody } from '../../moderation/case-storage.ts';
import { mayDecide } from '../../moderation/custody.ts';
import { type Act, decide, type LockedPost, lockPost, type PlainAct } from '../../moderation/post-storage.ts';
import type { ModerationAct } from '../../moderation/transition.ts';
import type { ModerationRule } from '../../prisma/client/enums.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import { type AuditKind, appendAudit } from '../audit/append-audit.ts';
import { keepOutcome, type Once } from '../once/once.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { type CaseId, type DecisionId, newId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireVersion } from '../posts/require-version.ts';
import type { Services } from '../services.ts';
import { checkReasons } from './check-reasons.ts';
import { type CheckedModerator, isConflicted, withOwnClaims } from './conflict.ts';
import { findCase } from './data.ts';
import type { ModerationCase } from './types.ts';

export interface DecideInput {
  caseId: string;
  rule: ModerationRule;
  /** The statement of reasons. */
  statement: string;
}

/**
 * One act of a moderator upon the post of a case, with its reason, its decision and its audit entry: all or nothing.
 * A case that nobody has taken becomes hers; every act decides it; a decided case can be acted on again.
 * @throws Refusal NOT_FOUND also where she has written in the consultation herself.
 */
export async function decideCase(
  services: Services,
  grant: ModeratorGrant,
  act: Exclude<PlainAct, 'DISMISS' | 'REFUSE_EDIT'>,
  input: DecideInput,
  once: Once | null = null,
): Promise<ModerationCase> {
  return actOnCase(services, grant, input, () => ({ kind: act }), once);
}

/** No rule was broken. */
export async function dismissCase(
  services: Services,
  grant: ModeratorGrant,
  input: { caseId: string; statement: string },
  once: Once | null = null,
): Promise<ModerationCase> {
  return actOnCase(services, grant, { ...input, rule: null }, () => ({ kind: 'DISMISS' }), once);
}

/** @param actOn makes the act, knowing the locked post. A moderator's edit names the version that it was made from. */
export async function actOnCase(
  services: Services,
  grant: ModeratorGrant,
  input: { caseId: string; rule: ModerationRule | null; statement: string; version?: string },
  actOn: (post: LockedPost, tx: Tx) => Act | Promise<Act>,
  once: Once | null,
): Promise<ModerationCase> {
  const { db, clock } = services;
  const id = parseId<CaseId>(input.caseId);
  const statement = checkReasons(input);
  if (!id) throw Refusal.notFound();
  const moderator = await withOwnClaims(services, grant);
  const now = clock.now();
  await db.service.$transaction(async (tx) => {
    const { found, post } = await lockForDecision(tx, moderator, id, now);
    if (input.version !== undefined) {
      await requireVersion(tx, { ...post.ref, version: post.version }, input.version, id);
    }
    const act = await actOn(post, tx);
    if (act.kind === 'DISMISS' && found.state === 'DECIDED') throw Refusal.notAllowed('CASE_DECIDED');
    const decision = { id: newId<DecisionId>(), caseId: id, moderatorId: grant.moderatorId };
    const decidedAt = toHour(now);
    const decided = await decide(tx, post, act, { ...decision, rule: input.rule, statement, decidedAt }, now);
    if (!decided.ok) {
      throw decided.refusal === 'TEXT_UNCHANGED'
        ? Refusal.invalidInput([{ field: 'body', code: decided.refusal }])
        : Refusal.notAllowed(decided.refusal);
    }
    await setCustody(tx, id, grant.moderatorId, decidedAt);
    await closeCase(tx, id, decidedAt);
    await keepOutcome(tx, once, id);
    await appendAudit(tx, clock, {
      kind: auditKinds[act.kind],
      actor: grant.moderatorId,
      details: {
        case: id,
        decision: decision.id,
        consultation: post.ref.consultationId,
        answer: post.ref.answerId,
        action: act.kind,
        rule: input.rule,
      },
    });
  });
  const after = await findCase(db.service, moderator, id, now);
  if (!after) throw Refusal.notFound();
  return after;
}

/** Locks case and post, in this order everywhere. @throws Refusal */
export async function lockForDecision(tx: Tx, moderator: CheckedModerator, id: CaseId, now: Date) {
  const me = moderator.grant.moderatorId;
  const found = await lockCase(tx, id);
  if (!found || (await isConflicted(tx, moderator, found.post))) throw Refusal.notFound();
  if (!mayDecide(found, me, now)) throw Refusal.notAllowed('CASE_TAKEN');
  if (found.state === 'DECIDED') {
    // The post may have been flagged again since: whoever has that case in hand is not overtaken.
    const open = await findOpenCase(tx, found.post);
    if (open && !mayDecide(open, me, now)) throw Refusal.notAllowed('CASE_TAKEN');
  }
  const post = await lockPost(tx, found.post, now);
  if (!post) throw Refusal.notFound();
  return { found, post };
}

const auditKinds = {
  HIDE: 'moderation.hidden',
  UNHIDE: 'moderation.unhidden',
  EDIT: 'moderation.edited',
  ACCEPT_EDIT: 'moderation.edit-accepted',
  REFUSE_EDIT: 'moderation.edit-refused',
  DELETE: 'moderation.deleted',
  LOCK: 'moderation.locked',
  UNLOCK: 'moderation.unlocked',
  WARN: 'moderation.warned',
  SUSPEND: 'moderation.suspended',
  LIFT: 'moderation.suspension-lifted',
  PROPOSE_REDACTION: 'moderation.redaction-proposed',
  DISMISS: 'moderation.dismissed',
} as const satisfies Record<ModerationAct, AuditKind>;
