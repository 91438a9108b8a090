import type { PhysicianGrant } from '../access/grants.ts';
import { type AnswerKey, keyOf, lockAnswer } from '../answers/lock-answer.ts';
import { lockConsultation } from '../consultations/lock-consultation.ts';
import { toHour } from '../platform/clock.ts';
import type { ConsultationId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { insist, judgeAnswering } from '../posts/policy.ts';
import { readAs } from '../posts/reader.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import { publishAnswer, publishQuestion } from './publish.ts';

/**
 * The author no longer wants to wait.
 * @throws Refusal WRITING_SUSPENDED, NOT_FOUND, NOT_HELD when it has been published or taken back
 */
export async function publishHeldConsultation(
  services: Services,
  grant: PhysicianGrant,
  input: { id: string },
): Promise<ConsultationId> {
  const reader = await readAs(services.db.service, services, grant);
  await requireUnsuspended(services, reader);
  return services.db.service.$transaction(async (tx) => {
    const { id, isMine, visibility } = await lockConsultation(tx, reader, input.id);
    if (!isMine) throw Refusal.notAllowed('NOT_YOUR_POST');
    const published = visibility === 'HELD' && (await publishQuestion(tx, id, toHour(services.clock.now())));
    if (!published) throw Refusal.notAllowed('NOT_HELD');
    return id;
  });
}

/**
 * The author no longer wants to wait; or tries again with one that could not be published.
 * @throws Refusal WRITING_SUSPENDED, NOT_FOUND, NOT_HELD, CONSULTATION_LOCKED, CONSULTATION_CLOSED
 */
export async function publishHeldAnswer(
  services: Services,
  grant: PhysicianGrant,
  input: { id: string },
): Promise<AnswerKey> {
  const reader = await readAs(services.db.service, services, grant);
  await requireUnsuspended(services, reader);
  return services.db.service.$transaction(async (tx) => {
    const answer = await lockAnswer(tx, reader, input.id);
    const { id, isMine, visibility, aliasId, consultation } = answer;
    if (!isMine) throw Refusal.notAllowed('NOT_YOUR_POST');
    if (visibility !== 'HELD') throw Refusal.notAllowed('NOT_HELD');
    insist(judgeAnswering(consultation));
    const hour = toHour(services.clock.now());
    const published = await publishAnswer(tx, consultation, { id, aliasId }, hour);
    if (!published) throw Refusal.notAllowed('NOT_HELD');
    return keyOf(answer);
  });
}
