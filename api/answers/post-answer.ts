import { z } from 'zod';
import type { PhysicianGrant } from '../access/grants.ts';
import {
  type ConsultationState,
  lockConsultation,
  requireConsultation,
} from '../consultations/lock-consultation.ts';
import type { ClaimReceipt } from '../identity/write-claim.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AliasId, type AnswerId, newId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { insist, judgeAnswering } from '../posts/policy.ts';
import { ownAliasesIn, readAs } from '../posts/reader.ts';
import { bodyOfAnswer, checkInput } from '../posts/text.ts';
import { claimAlias, wearAlias } from '../posts/wear-alias.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import type { AnswerKey } from './lock-answer.ts';

const schema = z.object({
  consultationId: z.string(),
  body: bodyOfAnswer,
  quotedAnswerId: z.string().nullish(),
  anonymous: z.boolean(),
});
export type PostAnswerInput = z.input<typeof schema>;

/**
 * Answers under the physician's name, or under the alias that she wears in this consultation: the one she has, else
 * a new one with the next number. The asker of an anonymous question has one already and goes on under it.
 *
 * A new alias' claim is written first and on its own, outside of the transaction that makes the alias.
 * @throws Refusal INVALID_INPUT, WRITING_SUSPENDED, NOT_FOUND, CONSULTATION_LOCKED, CONSULTATION_CLOSED,
 * QUOTED_ANSWER_GONE, ANONYMITY_UNAVAILABLE
 */
export async function postAnswer(
  services: Services,
  grant: PhysicianGrant,
  input: PostAnswerInput,
): Promise<AnswerKey> {
  const { consultationId: where, body, quotedAnswerId, anonymous } = checkInput(schema, input);
  const db = services.db.service;
  const reader = await readAs(db, services, grant);
  await requireUnsuspended(services, reader);
  // Decided once more under the lock; here so that no claim is written for an answer that cannot be.
  const consultation = await requireConsultation(db, reader, where);
  insist(judgeAnswering(consultation));
  const face: Face = !anonymous
    ? { authorId: grant.physicianId }
    : ((await findWornAlias(db, ownAliasesIn(reader, consultation.id))) ??
      (await claimAlias(services, grant, consultation.id)));

  return db.$transaction(async (tx) => {
    const now = await lockConsultation(tx, reader, where);
    insist(judgeAnswering(now));
    const id = newId<AnswerId>();
    const hour = toHour(services.clock.now());
    await tx.answer.createMany({
      data: [
        {
          id,
          consultationId: now.id,
          position: now.answersWritten,
          quotedAnswerId: await requireQuotable(tx, now, quotedAnswerId),
          body,
          postedAt: hour,
          ...(await putOn(tx, services, grant, face)),
        },
      ],
    });
    await countAnswer(tx, now, hour);
    return { id, consultationId: now.id };
  });
}

/** Her name, an alias that she already has, or the claim to a new one. */
type Face = { authorId: string } | { aliasId: AliasId } | ClaimReceipt;

async function putOn(tx: Tx, services: Services, grant: PhysicianGrant, face: Face) {
  return 'alias' in face ? { aliasId: await wearAlias(tx, services, grant, face) } : face;
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

/** Under the consultation's lock: the stored counters are what the rows say. */
async function countAnswer(tx: Tx, { id }: ConsultationState, hour: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE forum.consultation
    SET answer_count = answer_count + 1, answers_written = answers_written + 1,
        last_activity_at = GREATEST(last_activity_at, ${hour.toISOString()}::timestamptz)
    WHERE id = ${id}::uuid`;
}
