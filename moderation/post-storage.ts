import { excerptOf } from '../markdown/plain-text.ts';
import type { Prisma } from '../prisma/client/client.ts';
import type { Visibility } from '../prisma/client/enums.ts';
import { destroyAppealTexts } from './appeal-texts.ts';
import { appendDecision, type LockedPost, type NewDecision, type PostRef } from './decision-storage.ts';
import { destroyImages } from './image-storage.ts';
import { addRedaction, endProposal, type ProposedRedaction, setHiding } from './redaction-storage.ts';
import { addSanction, daysFrom, liftSanction, type SuspensionDays, warningDays } from './sanction-storage.ts';
import {
  hideForRedaction,
  isTombstone,
  type ModerationAct,
  type PostKind,
  type PostState,
  transition,
} from './transition.ts';
import { endWaitingEdit, publishWaitingEdit, type WaitingEdit } from './waiting-edit-storage.ts';

type Tx = Prisma.TransactionClient;

export type { LockedPost, NewDecision, PostRef } from './decision-storage.ts';

/** `title` null: an answer, or a consultation's title that stays. */
export interface NewText {
  readonly title: string | null;
  readonly body: string;
}

export type Act =
  | { readonly kind: PlainAct }
  | { readonly kind: 'EDIT'; readonly text: NewText }
  | { readonly kind: 'ACCEPT_EDIT'; readonly edit: WaitingEdit }
  | { readonly kind: 'SUSPEND'; readonly days: SuspensionDays }
  | { readonly kind: 'PROPOSE_REDACTION'; readonly passage: ProposedRedaction; readonly hide: boolean };

/** An act that needs nothing but its reasons. */
export type PlainAct = Exclude<ModerationAct, 'EDIT' | 'ACCEPT_EDIT' | 'SUSPEND' | 'PROPOSE_REDACTION'>;

export type Decided = { ok: true } | { ok: false; refusal: 'MODERATION_NOT_POSSIBLE' | 'TEXT_UNCHANGED' };

/**
 * Locks a post: always the consultation's row first, which holds the counters, then the answer's.
 * @returns null where there is no such post.
 */
export async function lockPost(tx: Tx, ref: PostRef, now: Date): Promise<LockedPost | null> {
  const [consultation] = await tx.$queryRaw<
    {
      visibility: Visibility;
      locked: boolean;
      edited: boolean;
      title: string;
      body: string;
      version: string;
    }[]
  >`
    SELECT visibility::text, locked, edited_by_moderation AS edited, title, body, version
    FROM forum.consultation WHERE id = ${ref.consultationId}::uuid FOR NO KEY UPDATE`;
  if (!consultation) return null;
  if (ref.answerId === null) {
    const { title, body, version, ...columns } = consultation;
    const state = await stateOf(tx, ref, columns, now);
    const emptied = state.visibility === 'HIDDEN' && body === '';
    return { ref, state: emptied ? { ...state, emptied } : state, title, body, version };
  }
  const [answer] = await tx.$queryRaw<
    { visibility: Visibility; edited: boolean; body: string; version: string }[]
  >`
    SELECT visibility::text, edited_by_moderation AS edited, body, version
    FROM forum.answer
    WHERE id = ${ref.answerId}::uuid AND consultation_id = ${ref.consultationId}::uuid FOR NO KEY UPDATE`;
  if (!answer) return null;
  const { body, version, ...columns } = answer;
  const state = await stateOf(tx, ref, { ...columns, locked: false }, now);
  return { ref, state, title: null, body, version };
}

/**
 * Does to a locked post what `transition` allows, and appends the decision: both or, at a refusal, neither.
 * The times and texts of posts are the only content touched; who wrote them is neither read nor needed.
 */
export async function decide(
  tx: Tx,
  post: LockedPost,
  act: Act,
  decision: NewDecision,
  now: Date,
): Promise<Decided> {
  const after = transition(post.state, act.kind);
  if (!after.ok) return after;
  let state = after.state;
  let revisionNumber: number | null = null;
  if (act.kind === 'EDIT') {
    const title = post.title === null ? null : (act.text.title ?? post.title);
    if (title === post.title && act.text.body === post.body) return { ok: false, refusal: 'TEXT_UNCHANGED' };
    revisionNumber = await keepRevision(tx, post, decision.decidedAt);
    await writeText(tx, post.ref, { title, body: act.text.body }, decision.decidedAt);
  } else if (act.kind === 'ACCEPT_EDIT') {
    revisionNumber = await keepRevision(tx, post, decision.decidedAt);
    await publishWaitingEdit(tx, post.ref, act.edit, decision.decidedAt);
  } else if (act.kind === 'DELETE') {
    await destroyTexts(tx, post.ref);
  }
  await appendDecision(tx, post.ref, act.kind, { revisionNumber, imageId: null }, decision);
  switch (act.kind) {
    case 'WARN':
    case 'SUSPEND': {
      const suspends = act.kind === 'SUSPEND';
      await addSanction(tx, post.ref, {
        decisionId: decision.id,
        kind: suspends ? 'SUSPENSION' : 'WARNING',
        until: daysFrom(decision.decidedAt, suspends ? act.days : warningDays),
      });
      break;
    }
    case 'LIFT':
      await liftSanction(tx, post.ref, now);
      break;
    case 'REFUSE_EDIT':
      await endWaitingEdit(tx, post.ref);
      break;
    case 'PROPOSE_REDACTION':
      await addRedaction(tx, post, { decisionId: decision.id, caseId: decision.caseId }, act.passage);
      if (act.hide) state = hideForRedaction(state);
      break;
  }
  await writeRedactionState(tx, post, state, decision.decidedAt);
  await writeState(tx, post, state);
  return { ok: true };
}

/** What an act made of the open proposal. */
export async function writeRedactionState(
  tx: Tx,
  { ref, state: before }: LockedPost,
  after: PostState,
  at: Date,
) {
  if (after.redaction === 'NONE') {
    if (before.redaction !== 'NONE') await endProposal(tx, ref, 'SUPERSEDED', at);
  } else if ((before.redaction === 'HIDING') !== (after.redaction === 'HIDING')) {
    await setHiding(tx, ref, after.redaction === 'HIDING');
  }
}

/** Under the lock of the post. */
async function stateOf(
  tx: Tx,
  { consultationId, answerId }: PostRef,
  columns: { visibility: Visibility; locked: boolean; edited: boolean },
  now: Date,
): Promise<PostState> {
  const kind: PostKind = answerId === null ? 'CONSULTATION' : 'ANSWER';
  const [row] = await tx.$queryRaw<{ suspended: boolean; hides: boolean | null; waiting: boolean }[]>`
    SELECT
      EXISTS (
        SELECT FROM moderation.decision d JOIN moderation.sanction s ON s.decision_id = d.id
        WHERE d.consultation_id = ${consultationId}::uuid AND d.answer_id IS NOT DISTINCT FROM ${answerId}::uuid
          AND s.kind = 'SUSPENSION' AND NOT s.lifted AND s.until > ${now}::timestamptz) AS suspended,
      (SELECT r.hides FROM moderation.redaction r
        WHERE COALESCE(r.answer_id, r.consultation_id) = ${answerId ?? consultationId}::uuid
          AND r.state = 'PROPOSED') AS hides,
      EXISTS (
        SELECT FROM moderation.waiting_edit w
        WHERE COALESCE(w.answer_id, w.consultation_id) = ${answerId ?? consultationId}::uuid) AS waiting`;
  const { visibility, locked, edited } = columns;
  return {
    kind,
    visibility,
    locked,
    editedByModeration: edited,
    suspended: row?.suspended ?? false,
    redaction: redactionState(visibility, row?.hides ?? null),
    waitingEdit: row?.waiting ?? false,
  };
}

/** @param hides of the open proposal; null where there is none. */
export function redactionState(visibility: Visibility, hides: boolean | null): PostState['redaction'] {
  // One who withdraws her post leaves the proposal behind; there is nothing left to take away.
  if (hides === null || isTombstone(visibility)) return 'NONE';
  return hides ? 'HIDING' : 'OPEN';
}

/** Visibility, marks and the stored counter of answers. */
export async function writeState(
  tx: Tx,
  { ref, state: before }: LockedPost,
  after: PostState,
): Promise<void> {
  const { visibility, locked, editedByModeration } = after;
  if (ref.answerId === null) {
    await tx.consultation.updateMany({
      where: { id: ref.consultationId },
      data: { visibility, locked, editedByModeration },
    });
    return;
  }
  await tx.answer.updateMany({ where: { id: ref.answerId }, data: { visibility, editedByModeration } });
  const appeared = Number(visibility === 'VISIBLE') - Number(before.visibility === 'VISIBLE');
  if (appeared !== 0) {
    await tx.consultation.updateMany({
      where: { id: ref.consultationId },
      data: { answerCount: { increment: appeared } },
    });
  }
}

/** @returns the number of the revision that now holds the text as it was. */
export async function keepRevision(
  tx: Tx,
  { ref, title, body, version }: LockedPost,
  replacedAt: Date,
): Promise<number> {
  const [kept] = await tx.$queryRaw<{ number: number }[]>`
    INSERT INTO forum.revision (id, consultation_id, answer_id, number, title, body, version, replaced_by, replaced_at)
    SELECT gen_random_uuid(), ${ref.consultationId}::uuid, ${ref.answerId}::uuid, COALESCE(MAX(number) + 1, 0),
      ${title}::text, ${body}::text, ${version}::uuid, 'MODERATION', ${replacedAt}::timestamptz
    FROM forum.revision
    WHERE consultation_id = ${ref.consultationId}::uuid
      AND COALESCE(answer_id, consultation_id) = ${ref.answerId ?? ref.consultationId}::uuid
    RETURNING number`;
  if (!kept) throw new Error('the revision was not kept');
  return kept.number;
}

export async function writeText(tx: Tx, ref: PostRef, text: NewText, editedAt: Date): Promise<void> {
  const { title, body } = text;
  const excerpt = excerptOf(body);
  if (ref.answerId !== null) {
    await tx.answer.updateMany({ where: { id: ref.answerId }, data: { body, excerpt, editedAt } });
  } else if (title !== null) {
    await tx.consultation.updateMany({
      where: { id: ref.consultationId },
      data: { title, body, excerpt, editedAt },
    });
  }
}

/**
 * Everything that was written in a post, and everything that may quote it: its text, tags and earlier texts (with
 * them what its decisions tell of texts), the notes of those who flagged it, and appeals. Whole rows stay: a tombstone.
 * An answer that is gone has helped nobody: its marks and its place as the solving one go with it.
 */
async function destroyTexts(tx: Tx, { consultationId, answerId }: PostRef): Promise<void> {
  await destroyImages(tx, { consultationId, answerId });
  await tx.revision.deleteMany({ where: { consultationId, answerId } });
  await tx.flag.updateMany({ where: { postId: answerId ?? consultationId }, data: { note: '' } });
  await destroyAppealTexts(tx, { consultationId, answerId });
  if (answerId === null) {
    await tx.consultation.updateMany({
      where: { id: consultationId },
      data: { title: '', body: '', excerpt: '', tags: [], identifierOverride: null },
    });
    return;
  }
  await tx.helpfulMark.deleteMany({ where: { answerId } });
  await tx.consultation.updateMany({
    where: { id: consultationId, solvedByAnswerId: answerId },
    data: { solvedByAnswerId: null },
  });
  await tx.answer.updateMany({
    where: { id: answerId },
    data: { body: '', excerpt: '', identifierOverride: null, helpfulCount: 0 },
  });
}
