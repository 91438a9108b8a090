import { excerptOf } from '../markdown/plain-text.ts';
import type { Prisma } from '../prisma/client/client.ts';
import type { RedactedField, RedactionState } from '../prisma/client/enums.ts';
import { destroyAppealTexts } from './appeal-texts.ts';
import type { Place } from './passage.ts';
import type { LockedPost, PostRef } from './post-storage.ts';

type Tx = Prisma.TransactionClient;

export interface ProposedRedaction extends Place {
  readonly field: RedactedField;
  readonly replacement: string;
}

/** An open proposal and where it came from. */
export interface OpenProposal extends ProposedRedaction {
  readonly id: string;
  readonly caseId: string;
  readonly ref: PostRef;
  /** Who proposed it: the case goes back to her when it is declined. */
  readonly moderatorId: string;
  /** The text in which the passage was marked. */
  readonly version: string;
}

/** The post must be locked, and without an open proposal. */
export async function addRedaction(
  tx: Tx,
  { ref: { consultationId, answerId }, version }: LockedPost,
  from: { decisionId: string; caseId: string },
  { field, start, end, replacement }: ProposedRedaction,
): Promise<void> {
  await tx.redaction.createMany({
    data: [
      {
        id: crypto.randomUUID(),
        ...from,
        consultationId,
        answerId,
        field,
        version,
        startAt: start,
        endAt: end,
        replacement,
        hides: false,
      },
    ],
  });
}

/** Not locked: lock its case and its post, in this order, and look again. */
export async function findProposal(tx: Tx, id: string): Promise<OpenProposal | null> {
  const [row] = await tx.$queryRaw<
    {
      case_id: string;
      consultation_id: string;
      answer_id: string | null;
      field: RedactedField;
      start_at: number;
      end_at: number;
      replacement: string;
      moderator_id: string;
      version: string;
    }[]
  >`
    SELECT r.case_id, r.consultation_id, r.answer_id, r.field::text, r.start_at, r.end_at, r.replacement, d.moderator_id,
      r.version
    FROM moderation.redaction r JOIN moderation.decision d ON d.id = r.decision_id
    WHERE r.id = ${id}::uuid AND r.state = 'PROPOSED'`;
  if (!row) return null;
  return {
    id,
    caseId: row.case_id,
    ref: { consultationId: row.consultation_id, answerId: row.answer_id },
    field: row.field,
    start: row.start_at,
    end: row.end_at,
    replacement: row.replacement,
    moderatorId: row.moderator_id,
    version: row.version,
  };
}

/** Whether the post is hidden because of its open proposal. */
export async function setHiding(tx: Tx, ref: PostRef, hides: boolean): Promise<void> {
  await tx.redaction.updateMany({ where: openOf(ref), data: { hides } });
}

/** Ends the open proposal of a post; of the passage not even the length is kept. @param at a whole hour. */
export async function endProposal(
  tx: Tx,
  ref: PostRef,
  state: Exclude<RedactionState, 'PROPOSED'>,
  at: Date,
): Promise<void> {
  const { consultationId, answerId } = ref;
  await tx.$executeRaw`
    UPDATE moderation.redaction SET state = ${state}::moderation."RedactionState", end_at = start_at,
      ended_at = ${at}::timestamptz
    WHERE consultation_id = ${consultationId}::uuid AND answer_id IS NOT DISTINCT FROM ${answerId}::uuid
      AND state = 'PROPOSED'`;
}

/**
 * Writes a post's text with a passage taken away and destroys every other copy of what was there: the earlier texts,
 * with them what decisions tell of texts, the notes of those who flagged the post, its author's appeals, and why she
 * declared harmless what looked like an identifier. The revisions stay as empty
 * rows, for their numbers are what decisions name them by.
 * @param text.title null for an answer.
 */
export async function writeRedacted(
  tx: Tx,
  { ref: { consultationId, answerId } }: LockedPost,
  text: { title: string | null; body: string },
  editedAt: Date,
): Promise<void> {
  const { title, body } = text;
  const excerpt = excerptOf(body);
  if (answerId !== null) {
    const data = { body, excerpt, identifierOverride: null, editedAt };
    await tx.answer.updateMany({ where: { id: answerId }, data });
  } else if (title !== null) {
    const data = { title, body, excerpt, identifierOverride: null, editedAt };
    await tx.consultation.updateMany({ where: { id: consultationId }, data });
  }
  await tx.revision.updateMany({ where: { consultationId, answerId }, data: { title: null, body: '' } });
  await tx.flag.updateMany({ where: { postId: answerId ?? consultationId }, data: { note: '' } });
  await destroyAppealTexts(tx, { consultationId, answerId });
}

const openOf = ({ consultationId, answerId }: PostRef) =>
  ({ consultationId, answerId, state: 'PROPOSED' }) as const;
