import { formatTime, formatTimeOrNull } from '../exports/schema-parts.ts';
import type { Tx } from '../platform/database/database.ts';

/** The question itself where `answerId` is null. */
export interface PostRef {
  readonly consultationId: string;
  readonly answerId: string | null;
}

interface DecisionRow {
  action: string;
  rule: string | null;
  statement: string;
  decided_at: Date;
  title_before: string | null;
  title_after: string | null;
  text_before: string | null;
  text_after: string | null;
  until: Date | null;
  appeal_text: string | null;
  appealed_at: Date | null;
  outcome: string | null;
  effect: string | null;
  ruling: string | null;
  ruled_at: Date | null;
}

/**
 * What became of a post of hers: earlier texts, the decisions upon it and the proposals to redact it. As on the page, its
 * author is told neither who decided nor of flags that came to nothing.
 */
export async function readPostHistory(db: Tx, { consultationId, answerId }: PostRef) {
  const where = answerId === null ? { consultationId, answerId: null } : { answerId };
  const revisions = await db.revision.findMany({
    where,
    orderBy: { number: 'asc' },
    select: { title: true, body: true, replacedBy: true, replacedAt: true },
  });
  const decisions = await db.$queryRaw<DecisionRow[]>`
    SELECT d.action::text, d.rule::text, d.statement, d.decided_at, d.title_before, d.title_after, d.text_before,
      d.text_after, d.until, a.text AS appeal_text, a.appealed_at, r.outcome::text, r.effect::text,
      r.statement AS ruling, r.ruled_at
    FROM moderation.decision_with_texts d
    LEFT JOIN moderation.appeal a ON a.decision_id = d.id
    LEFT JOIN moderation.appeal_ruling r ON r.decision_id = d.id
    WHERE d.consultation_id = ${consultationId}::uuid AND d.answer_id IS NOT DISTINCT FROM ${answerId}::uuid
      AND d.action <> 'DISMISS'
    ORDER BY d.number`;
  const redactions = await db.redaction.findMany({
    where,
    orderBy: { id: 'asc' },
    select: {
      field: true,
      startAt: true,
      endAt: true,
      replacement: true,
      hides: true,
      state: true,
      endedAt: true,
    },
  });
  const waiting = await db.waitingEdit.findFirst({
    where: { consultationId, answerId },
    select: { title: true, body: true, tags: true, identifierOverride: true, savedAt: true },
  });
  return {
    waitingEdit: waiting && {
      title: waiting.title,
      text: waiting.body,
      tags: waiting.tags,
      identifierOverride: waiting.identifierOverride,
      savedAt: formatTime(waiting.savedAt),
    },
    revisions: revisions.map(({ title, body, replacedBy, replacedAt }) => ({
      title,
      text: body,
      replacedBy,
      replacedAt: formatTime(replacedAt),
    })),
    decisions: decisions.map((row) => ({
      action: row.action,
      rule: row.rule,
      statement: row.statement,
      decidedAt: formatTime(row.decided_at),
      titleBefore: row.title_before,
      titleAfter: row.title_after,
      textBefore: row.text_before,
      textAfter: row.text_after,
      until: formatTimeOrNull(row.until),
      appeal: toAppeal(row),
    })),
    redactions: redactions.map(({ startAt, endAt, endedAt, ...rest }) => ({
      ...rest,
      start: startAt,
      end: endAt,
      endedAt: formatTimeOrNull(endedAt),
    })),
  };
}

/** What she objected, and what another moderator ruled; by whom is not told. */
function toAppeal({ appeal_text, appealed_at, outcome, effect, ruling, ruled_at }: DecisionRow) {
  if (appeal_text === null || appealed_at === null) return null;
  const ruled = outcome !== null && ruling !== null && ruled_at !== null;
  return {
    text: appeal_text,
    appealedAt: formatTime(appealed_at),
    ruling: ruled ? { outcome, effect, statement: ruling, ruledAt: formatTime(ruled_at) } : null,
  };
}
