import { z } from 'zod';
import { Prisma } from '../../prisma/client/client.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import {
  type ConsultationState,
  lockConsultation,
  requireConsultation,
} from '../consultations/lock-consultation.ts';
import { holding } from '../hold-back/held-rows.ts';
import { drawPublication, windowOf } from '../hold-back/policy.ts';
import { holdBackInput } from '../hold-back/types.ts';
import { attachImages, imagesInput } from '../images/attach-images.ts';
import type { Once } from '../once/once.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import {
  type AliasId,
  type AnswerId,
  type ConsultationId,
  newId,
  type PhysicianId,
  parseId,
} from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireOneFacePerText } from '../posts/one-face-per-text.ts';
import { checkIdentifiers, identifierOverrideInput } from '../posts/patient-identifiers.ts';
import { insist, judgeAnswering } from '../posts/policy.ts';
import { ownAliasesIn, readAs } from '../posts/reader.ts';
import { bodyOfAnswer, checkInput } from '../posts/text.ts';
import {
  beginAlias,
  type ClaimedAlias,
  claimAlias,
  numberAlias,
  type PreparedAlias,
  type Worn,
  wearAlias,
} from '../posts/wear-alias.ts';
import { isResting } from '../retention/periods.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import { markInsertion, prepareEvent } from '../telemetry/record-event.ts';
import { insertAnswer } from './insert-answer.ts';
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
 * While it is held back, which an anonymous one is unless its author chose otherwise, it has no place and counts
 * nowhere, until `publishDuePosts`.
 *
 * @param once keeps its ids in the same statement, under either face.
 *
 * A new alias' claim is written first and on its own, outside of the transaction that makes the alias.
 * @throws Refusal INVALID_INPUT, WRITING_SUSPENDED, NOT_FOUND, CONSULTATION_LOCKED, CONSULTATION_CLOSED, CONSULTATION_RESTING,
 * QUOTED_ANSWER_GONE, ANONYMITY_UNAVAILABLE
 */
export async function postAnswer(
  services: Services,
  grant: PhysicianGrant,
  input: PostAnswerInput,
  once: Once | null = null,
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
  const window = windowOf({ anonymous, holdBack });
  const identifierOverride = checkIdentifiers({ body }, declared.identifierOverride);
  const telling = anonymous
    ? null
    : prepareEvent(services, grant.physicianId, 'answer.posted', { quotes: Boolean(quotedAnswerId) });
  const db = services.db.service;
  const consultationId = parseId<ConsultationId>(where);
  if (!consultationId) throw Refusal.notFound();
  const reader = await readAs(db, services, grant);
  const claimed = ownAliasesIn(reader, consultationId);
  const begin = () => beginAlias(services, grant, consultationId);
  const preparing = anonymous && claimed.length === 0 ? begin() : null;
  await requireUnsuspended(services, reader);
  // Decided once more under the lock; here so that no claim is written for an answer that cannot be.
  requireAnswering(await requireConsultation(db, reader, where));
  const choosing: Promise<Face> = anonymous
    ? chooseAlias(services, claimed, () => preparing ?? begin())
    : Promise.resolve({ authorId: grant.physicianId });
  choosing.catch(() => undefined);
  await requireOneFacePerText(db, reader, { consultation: consultationId, anonymous, body });
  const face = await choosing;

  return db.$transaction(async (tx) => {
    const consultation = await lockConsultation(tx, reader, where);
    requireAnswering(consultation);
    const id = newId<AnswerId>();
    const place = { consultationId, answerId: id };
    const now = services.clock.now();
    const publishAfter = window && drawPublication(services.keyring, now, window);
    const hour = toHour(publishAfter ?? now);
    const quoted = await requireQuotable(tx, consultation, quotedAnswerId);
    const { making, ...signature } = await putOn(tx, services, grant, consultationId, face, !publishAfter);
    const told = telling ? await telling : markInsertion(services, 'anonymous.answer.posted', {}, hour);
    const answer = {
      id,
      consultationId,
      ...signature,
      position: publishAfter ? null : consultation.answersWritten,
      quotedAnswerId: quoted,
      body,
      identifierOverride,
      postedAt: hour,
    };
    await insertAnswer(tx, answer, [
      ...(making ? [making] : []),
      ...(told ? [Prisma.sql`told AS (${told})`] : []),
      ...(publishAfter ? [Prisma.sql`held AS (${holding(place, publishAfter)})`] : []),
      ...(once ? [Prisma.sql`kept AS (${once.keeping(resultOf({ id, consultationId }))})`] : []),
    ]);
    await attachImages(tx, services, grant, { ...place, anonymous }, images, hour);
    return { id, consultationId };
  });

  function requireAnswering(state: ConsultationState): void {
    insist(judgeAnswering({ ...state, resting: isResting(state.lastActivityAt, services.clock.now()) }));
  }
}

/** The answer's key as an outcome says it, and back. */
const resultOf = ({ id, consultationId }: AnswerKey): string => `${id} ${consultationId}`;

export function keyOfResult(result: string): AnswerKey {
  const [id, consultationId] = result.split(' ');
  return { id: id as AnswerId, consultationId: consultationId as ConsultationId };
}

/** Her name, an alias that she already has, or the claim to a new one. */
type Face = { authorId: PhysicianId } | { aliasId: AliasId } | ClaimedAlias;

/** Exactly one of the two ids. */
type Signature = (Worn & { authorId: null }) | { authorId: PhysicianId; aliasId: null; making: null };

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

/** Of the aliases that she has claimed, the one that came to be; else a new one. */
async function chooseAlias(
  services: Services,
  claimed: AliasId[],
  begin: () => Promise<PreparedAlias>,
): Promise<{ aliasId: AliasId } | ClaimedAlias> {
  const worn =
    claimed.length > 0 &&
    (await services.db.service.alias.findFirst({ where: { id: { in: claimed } }, select: { id: true } }));
  return worn ? { aliasId: worn.id as AliasId } : claimAlias(services, begin());
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
