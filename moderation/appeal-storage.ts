import type { Prisma } from '../prisma/client/client.ts';
import type { AppealEffect, AppealOutcome, DecisionAction } from '../prisma/client/enums.ts';
import { type AppealableAct, isAppealable, type UndoFacts, undo } from './appeal.ts';
import { sharpenImage } from './image-storage.ts';
import {
  keepRevision,
  type LockedPost,
  type PostRef,
  writeRedactionState,
  writeState,
  writeText,
} from './post-storage.ts';

type Tx = Prisma.TransactionClient;

export interface NewAppeal {
  readonly id: string;
  readonly decisionId: string;
  readonly text: string;
  readonly identifierOverride: string | null;
  /** A whole hour. */
  readonly appealedAt: Date;
}

/** @returns false where the decision has been appealed already; however many come at once, one is kept. */
export async function addAppeal(tx: Tx, appeal: NewAppeal): Promise<boolean> {
  const { count } = await tx.appeal.createMany({ data: [appeal], skipDuplicates: true });
  return count === 1;
}

/** An appeal and the decision that it is about. */
export interface AppealedDecision {
  readonly decisionId: string;
  readonly caseId: string;
  readonly ref: PostRef;
  readonly act: AppealableAct;
  /** Null once this moderator's account is erased. */
  readonly decidedBy: string | null;
  readonly ruled: boolean;
}

/** Not locked: lock its case and its post, in this order, and then `lockAppeal`. */
export async function findAppeal(tx: Tx, id: string): Promise<AppealedDecision | null> {
  const [row] = await tx.$queryRaw<
    {
      decision_id: string;
      case_id: string;
      consultation_id: string;
      answer_id: string | null;
      action: DecisionAction;
      moderator_id: string | null;
      ruled: boolean;
    }[]
  >`
    SELECT d.id AS decision_id, d.case_id, d.consultation_id, d.answer_id, d.action::text, d.moderator_id,
      EXISTS (SELECT FROM moderation.appeal_ruling r WHERE r.decision_id = d.id) AS ruled
    FROM moderation.appeal a JOIN moderation.decision d ON d.id = a.decision_id
    WHERE a.id = ${id}::uuid`;
  if (!row || !isAppealable(row.action)) return null;
  return {
    decisionId: row.decision_id,
    caseId: row.case_id,
    ref: { consultationId: row.consultation_id, answerId: row.answer_id },
    act: row.action,
    decidedBy: row.moderator_id,
    ruled: row.ruled,
  };
}

/** As `findAppeal`, under a lock: nobody else rules on it, and its author does not take it away, until the transaction ends. */
export async function lockAppeal(tx: Tx, id: string): Promise<AppealedDecision | null> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT id FROM moderation.appeal WHERE id = ${id}::uuid FOR UPDATE`;
  return locked.length === 0 ? null : findAppeal(tx, id);
}

export interface NewRuling {
  readonly id: string;
  readonly moderatorId: string;
  readonly outcome: AppealOutcome;
  readonly statement: string;
  /** A whole hour. */
  readonly ruledAt: Date;
}

/**
 * Appends the ruling on a locked appeal, and undoes an overturned decision as far as `undo` allows. The post must be
 * locked. @returns what was undone; null where the decision stands.
 */
export async function rule(
  tx: Tx,
  post: LockedPost,
  { decisionId, act }: AppealedDecision,
  ruling: NewRuling,
  now: Date,
): Promise<AppealEffect | null> {
  const effect =
    ruling.outcome === 'OVERTURNED' ? await overturn(tx, post, decisionId, act, ruling.ruledAt, now) : null;
  await tx.appealRuling.createMany({ data: [{ ...ruling, decisionId, effect }] });
  return effect;
}

async function overturn(
  tx: Tx,
  post: LockedPost,
  decisionId: string,
  act: AppealableAct,
  at: Date,
  now: Date,
): Promise<AppealEffect> {
  const { earlier, facts } = await readFacts(tx, post, decisionId, now);
  const { state, effect } = undo(post.state, act, facts);
  switch (effect) {
    case 'TEXT_RESTORED':
      if (!earlier) throw new Error('there is no text to restore');
      await keepRevision(tx, post, at);
      await writeText(tx, post.ref, earlier, at);
      break;
    case 'WARNING_LIFTED':
    case 'SUSPENSION_LIFTED':
      await tx.sanction.updateMany({ where: { decisionId }, data: { lifted: true } });
      break;
    case 'IMAGE_SHARPENED':
      await sharpenImage(tx, decisionId);
      break;
  }
  await writeRedactionState(tx, post, state, at);
  await writeState(tx, post, state);
  return effect;
}

interface FactsRow {
  later_acts: DecisionAction[];
  earlier_title: string | null;
  earlier_body: string | null;
  made_title: string | null;
  made_body: string | null;
  other_edits: boolean;
  sanction_runs: boolean;
  blur_holds: boolean;
}

/** Under the lock of the post. What an EDIT made is the next revision, or the text of today. */
async function readFacts(
  tx: Tx,
  { title, body }: LockedPost,
  decisionId: string,
  now: Date,
): Promise<{ earlier: { title: string | null; body: string } | null; facts: UndoFacts }> {
  const [row] = await tx.$queryRaw<FactsRow[]>`
    SELECT
      ARRAY(
        SELECT other.action::text FROM moderation.decision other
        WHERE other.consultation_id = d.consultation_id AND other.answer_id IS NOT DISTINCT FROM d.answer_id
          AND other.number > d.number) AS later_acts,
      d.title_before AS earlier_title, d.text_before AS earlier_body,
      d.title_after AS made_title, d.text_after AS made_body,
      EXISTS (
        SELECT FROM moderation.decision other
        LEFT JOIN moderation.appeal_ruling ruling ON ruling.decision_id = other.id
        LEFT JOIN moderation.redaction redaction ON redaction.decision_id = other.id
        WHERE other.consultation_id = d.consultation_id AND other.answer_id IS NOT DISTINCT FROM d.answer_id
          AND other.id <> d.id
          AND (redaction.state = 'ACCEPTED'
            OR other.action = 'EDIT' AND ruling.effect IS DISTINCT FROM 'TEXT_RESTORED')) AS other_edits,
      EXISTS (
        SELECT FROM moderation.sanction s
        WHERE s.decision_id = d.id AND NOT s.lifted AND s.until > ${now}::timestamptz) AS sanction_runs,
      EXISTS (
        SELECT FROM moderation.decision blur JOIN images.image ON image.id = blur.image_id
        WHERE blur.id = d.id AND image.state = 'BLURRED' AND NOT EXISTS (
          SELECT FROM moderation.decision later
          WHERE later.image_id = blur.image_id AND later.number > blur.number)) AS blur_holds
    FROM moderation.decision_with_texts d WHERE d.id = ${decisionId}::uuid`;
  if (!row) throw new Error('there is no such decision');
  const { earlier_title, earlier_body, made_title, made_body } = row;
  const earlier = earlier_body === null ? null : { title: earlier_title, body: earlier_body };
  const unchanged = made_body === body && (title === null || made_title === title);
  return {
    earlier,
    facts: {
      laterActs: row.later_acts,
      earlierText: earlier === null ? 'DESTROYED' : unchanged ? 'KEPT' : 'OVERWRITTEN',
      otherEdits: row.other_edits,
      sanctionRuns: row.sanction_runs,
      blurHolds: row.blur_holds,
    },
  };
}
