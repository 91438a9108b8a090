import type { Prisma } from '../prisma/client/client.ts';
import type { CaseState } from '../prisma/client/enums.ts';
import type { Custody } from './custody.ts';
import type { PostRef } from './post-storage.ts';

type Tx = Prisma.TransactionClient;

/** A case whose row is locked until the transaction ends. Lock it before its post. */
export interface LockedCase extends Custody {
  readonly id: string;
  readonly post: PostRef;
}

interface CaseRow {
  id: string;
  consultation_id: string;
  answer_id: string | null;
  state: CaseState;
  taken_by: string | null;
  taken_at: Date | null;
}

/** @returns null where there is no such case. */
export async function lockCase(tx: Tx, id: string): Promise<LockedCase | null> {
  const [row] = await tx.$queryRaw<CaseRow[]>`
    SELECT id, consultation_id, answer_id, state::text, taken_by, taken_at
    FROM moderation.moderation_case WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return row ? toCase(row) : null;
}

/**
 * The one open case of a post, locked; opened now if there is none. However many come at once, they get the same one,
 * and it cannot be decided between being found and being used.
 * @param openedAt a whole hour.
 */
export async function openCaseOf(
  tx: Tx,
  post: PostRef,
  id: string,
  openedAt: Date,
): Promise<{ found: LockedCase; isNew: boolean }> {
  const [row] = await tx.$queryRaw<CaseRow[]>`
    INSERT INTO moderation.moderation_case (id, consultation_id, answer_id, opened_at)
    VALUES (${id}::uuid, ${post.consultationId}::uuid, ${post.answerId}::uuid, ${openedAt}::timestamptz)
    ON CONFLICT (COALESCE(answer_id, consultation_id)) WHERE state = 'OPEN'
      DO UPDATE SET state = moderation_case.state
    RETURNING id, consultation_id, answer_id, state::text, taken_by, taken_at`;
  if (!row) throw new Error('neither opened nor found');
  return { found: toCase(row), isNew: row.id === id };
}

/** The open case of a post, not locked, or null. */
export async function findOpenCase(tx: Tx, post: PostRef): Promise<(Custody & { id: string }) | null> {
  const [row] = await tx.$queryRaw<CaseRow[]>`
    SELECT id, consultation_id, answer_id, state::text, taken_by, taken_at
    FROM moderation.moderation_case
    WHERE COALESCE(answer_id, consultation_id) = ${post.answerId ?? post.consultationId}::uuid AND state = 'OPEN'`;
  return row ? toCase(row) : null;
}

/** @param by null: nobody's any more. @param at a whole hour. */
export async function setCustody(tx: Tx, id: string, by: string | null, at: Date): Promise<void> {
  await tx.moderationCase.updateMany({
    where: { id },
    data: { takenBy: by, takenAt: by === null ? null : at },
  });
}

/**
 * A case that was decided before keeps the hour of its first decision. While an edit waits on its post it stays open.
 * @param at a whole hour.
 */
export async function closeCase(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE moderation.moderation_case mc SET state = 'DECIDED', decided_at = ${at}::timestamptz
    WHERE mc.id = ${id}::uuid AND mc.state = 'OPEN' AND NOT EXISTS (
      SELECT FROM moderation.waiting_edit w
      WHERE COALESCE(w.answer_id, w.consultation_id) = COALESCE(mc.answer_id, mc.consultation_id))`;
}

/**
 * Opens a decided case again, in the hands of one moderator. Where the post has another open case by now, that one
 * serves, and nothing happens.
 * @param at a whole hour.
 */
export async function reopenCase(tx: Tx, { id, post }: LockedCase, by: string, at: Date): Promise<void> {
  if (await findOpenCase(tx, post)) return;
  await tx.moderationCase.updateMany({
    where: { id },
    data: { state: 'OPEN', decidedAt: null, takenBy: by, takenAt: at },
  });
}

/**
 * Notes one member's flag under its case.
 * @param flag.reporterTag 32 bytes, the same for the same member and post; the caller makes it.
 * @returns false when this member has flagged the post already.
 */
export async function addFlag(
  tx: Tx,
  flag: {
    id: string;
    caseId: string;
    postId: string;
    reporterTag: Uint8Array<ArrayBuffer>;
    reason: Prisma.FlagCreateManyInput['reason'];
    note: string;
    flaggedAt: Date;
  },
): Promise<boolean> {
  const { count } = await tx.flag.createMany({ data: [flag], skipDuplicates: true });
  return count === 1;
}

function toCase(row: CaseRow): LockedCase {
  return {
    id: row.id,
    post: { consultationId: row.consultation_id, answerId: row.answer_id },
    state: row.state,
    takenBy: row.taken_by,
    takenAt: row.taken_at,
  };
}
