import { z } from 'zod';
import { Prisma } from '../../prisma/client/client.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import {
  type ConsultationState,
  lockConsultation,
  requireConsultation,
} from '../consultations/lock-consultation.ts';
import { holdPost } from '../hold-back/held-rows.ts';
import { drawPublication } from '../hold-back/policy.ts';
import { holdBackInput, requireAnonymous } from '../hold-back/require-anonymous.ts';
import { attachImages, imagesInput } from '../images/attach-images.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AliasId, type AnswerId, type ConsultationId, newId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireOneFacePerText } from '../posts/one-face-per-text.ts';
import { checkIdentifiers, identifierOverrideInput } from '../posts/patient-identifiers.ts';
import { insist, judgeAnswering } from '../posts/policy.ts';
import { ownAliasesIn, readAs } from '../posts/reader.ts';
import { bodyOfAnswer, checkInput } from '../posts/text.ts';
import {
  type ClaimedAlias,
  claimAlias,
  numberAlias,
  readAliasGround,
  type Worn,
  wearAlias,
} from '../posts/wear-alias.ts';
import { isResting } from '../retention/periods.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import { eventInsertion, markInsertion } from '../telemetry/record-event.ts';
import { answerCounting } from './count-answer.ts';
import type { AnswerKey } from './lock-answer.ts';

const schema = z.object({
  consultationId: z.string(),
  body: bodyOfAnswer,
  quotedAnswerId: z.string().nullish(),
  anonymous: z.boolean(),
  holdBack: holdBackInput,
  identifierOverride: identifierOverrideInput,
  images: imagesInput,
});
export type PostAnswerInput = z.input<typeof schema>;

/**
 * Answers under the physician's name, or under the alias that she wears in this consultation: the one she has, else
 * a new one, which gets the next number when this answer appears. The asker of an anonymous question has one already and goes on under it.
 *
 * Held back, the answer has no place and counts nowhere until `publishDuePosts`.
 *
 * A new alias' claim is written first and on its own, outside of the transaction that makes the alias.
 * @throws Refusal INVALID_INPUT, WRITING_SUSPENDED, NOT_FOUND, CONSULTATION_LOCKED, CONSULTATION_CLOSED, CONSULTATION_RESTING,
 * QUOTED_ANSWER_GONE, ANONYMITY_UNAVAILABLE
 */
export async function postAnswer(
  services: Services,
  grant: PhysicianGrant,
  input: PostAnswerInput,
): Promise<AnswerKey> {
  const {
    consultationId: where,
    body,
    quotedAnswerId,
    anonymous,
    holdBack,
    images,
    ...declared
  } = checkInput(schema, input);
  requireAnonymous({ anonymous, holdBack });
  const identifierOverride = checkIdentifiers({ body }, declared.identifierOverride);
  const db = services.db.service;
  const ground = anonymous ? readAliasGround(services) : null;
  const reader = await readAs(db, services, grant);
  await requireUnsuspended(services, reader);
  // Decided once more under the lock; here so that no claim is written for an answer that cannot be.
  const consultation = await requireConsultation(db, reader, where);
  insist(
    judgeAnswering({
      ...consultation,
      resting: isResting(consultation.lastActivityAt, services.clock.now()),
    }),
  );
  await requireOneFacePerText(db, reader, { consultation: consultation.id, anonymous, body });
  const face: Face = !ground
    ? { authorId: grant.physicianId }
    : ((await findWornAlias(db, ownAliasesIn(reader, consultation.id))) ??
      (await claimAlias(services, grant, consultation.id, ground)));

  return db.$transaction(async (tx) => {
    const now = await lockConsultation(tx, reader, where);
    insist(judgeAnswering({ ...now, resting: isResting(now.lastActivityAt, services.clock.now()) }));
    const id = newId<AnswerId>();
    const publishAfter = holdBack ? drawPublication(services.clock.now(), holdBack) : null;
    const hour = toHour(publishAfter ?? services.clock.now());
    const quoted = await requireQuotable(tx, now, quotedAnswerId);
    const { authorId, aliasId, making } = await putOn(
      tx,
      services,
      grant,
      now.id,
      face,
      publishAfter === null,
    );
    const told = aliasId
      ? markInsertion(services, 'anonymous.answer.posted', {}, hour)
      : eventInsertion(services, grant.physicianId, 'answer.posted', { quotes: Boolean(quotedAnswerId) });
    // One statement for all its rows: each more would make the others of the thread wait longer for the lock.
    const parts = [
      ...(making ? [making] : []),
      ...(told ? [Prisma.sql`told AS (${told})`] : []),
      Prisma.sql`new_answer AS (
        INSERT INTO forum.answer (
          id, consultation_id, author_id, alias_id, position, quoted_answer_id, body, identifier_override, visibility,
          posted_at)
        VALUES (
          ${id}::uuid, ${now.id}::uuid, ${authorId}::uuid, ${aliasId}::uuid,
          ${publishAfter ? null : now.answersWritten}::int, ${quoted}::uuid, ${body}, ${identifierOverride},
          ${publishAfter ? 'HELD' : 'VISIBLE'}::forum."Visibility", ${hour.toISOString()}::timestamptz))`,
    ];
    const counting = publishAfter ? Prisma.sql`SELECT` : answerCounting(now.id, hour);
    await tx.$executeRaw(Prisma.sql`WITH ${Prisma.join(parts)} ${counting}`);
    if (publishAfter) await holdPost(tx, { consultationId: now.id, answerId: id }, publishAfter);
    const place = { consultationId: now.id, answerId: id, anonymous: aliasId !== null };
    await attachImages(tx, services, grant, place, images, hour);
    return { id, consultationId: now.id };
  });
}

/** Her name, an alias that she already has, or the claim to a new one. */
type Face = { authorId: string } | { aliasId: AliasId } | ClaimedAlias;

/** Exactly one of the two ids. */
type Signature = (Worn & { authorId: null }) | { authorId: string; aliasId: null; making: null };

/** @param appears whether the answer is published at once. */
async function putOn(
  tx: Tx,
  services: Services,
  grant: PhysicianGrant,
  consultation: ConsultationId,
  face: Face,
  appears: boolean,
): Promise<Signature> {
  if ('authorId' in face) return { authorId: face.authorId, aliasId: null, making: null };
  if ('receipt' in face) return { authorId: null, ...(await wearAlias(tx, services, grant, face, appears)) };
  if (appears) await numberAlias(tx, consultation, face.aliasId);
  return { authorId: null, aliasId: face.aliasId, making: null };
}

/** Of the aliases that she has claimed, the one that came to be. */
async function findWornAlias(db: Tx, claimed: AliasId[]): Promise<{ aliasId: AliasId } | null> {
  if (claimed.length === 0) return null;
  const alias = await db.alias.findFirst({ where: { id: { in: claimed } }, select: { id: true } });
  return alias ? { aliasId: alias.id as AliasId } : null;
}

async function requireQuotable(
  tx: Tx,
  { id: consultationId }: ConsultationState,
  text: string | null | undefined,
): Promise<AnswerId | null> {
  if (!text) return null;
  const id = parseId<AnswerId>(text);
  const found =
    id &&
    (await tx.answer.findFirst({
      where: { id, consultationId, visibility: 'VISIBLE' },
      select: { id: true },
    }));
  if (!found) throw Refusal.notAllowed('QUOTED_ANSWER_GONE');
  return id;
}
