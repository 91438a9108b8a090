import type { Prisma } from '../prisma/client/client.ts';
import type { DecisionAction, ModerationRule } from '../prisma/client/enums.ts';
import type { PostState } from './transition.ts';

type Tx = Prisma.TransactionClient;

/** Where a post is. answerId null: the consultation itself. */
export interface PostRef {
  readonly consultationId: string;
  readonly answerId: string | null;
}

/** A post whose rows are locked until the transaction ends. Its author is not among the columns read. */
export interface LockedPost {
  readonly ref: PostRef;
  readonly state: PostState;
  /** Null for an answer. */
  readonly title: string | null;
  readonly body: string;
  /** Of the text; another with every change. */
  readonly version: string;
}

export interface NewDecision {
  readonly id: string;
  readonly caseId: string;
  readonly moderatorId: string;
  /** Null for DISMISS only. */
  readonly rule: ModerationRule | null;
  /** The statement of reasons. */
  readonly statement: string;
  /** A whole hour. */
  readonly decidedAt: Date;
}

/** Appends what was decided on a post: nothing of it is ever changed. */
export async function appendDecision(
  tx: Tx,
  { consultationId, answerId }: PostRef,
  action: DecisionAction,
  { revisionNumber, imageId }: { revisionNumber: number | null; imageId: string | null },
  decision: NewDecision,
): Promise<void> {
  const postId = answerId ?? consultationId;
  await tx.$executeRaw`
    INSERT INTO moderation.decision (id, case_id, consultation_id, answer_id, number, moderator_id, action, rule,
      statement, revision_number, image_id, decided_at)
    SELECT ${decision.id}::uuid, ${decision.caseId}::uuid, ${consultationId}::uuid, ${answerId}::uuid,
      COALESCE(MAX(number) + 1, 0), ${decision.moderatorId}::uuid,
      ${action}::moderation."DecisionAction", ${decision.rule}::moderation."ModerationRule",
      ${decision.statement}, ${revisionNumber}::integer, ${imageId}::uuid, ${decision.decidedAt}::timestamptz
    FROM moderation.decision
    WHERE consultation_id = ${consultationId}::uuid
      AND COALESCE(answer_id, consultation_id) = ${postId}::uuid`;
}
