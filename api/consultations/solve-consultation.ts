import type { PhysicianGrant } from '../access/grants.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AnswerId, type ConsultationId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { insist, judgeSolving } from '../posts/policy.ts';
import { readAs } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import { countAnonymous, recordEvent } from '../telemetry/record-event.ts';
import { lockConsultation } from './lock-consultation.ts';

/**
 * The asker closes her question, naming the answer that helped if one did. Again: with another answer, or none.
 * @throws Refusal NOT_FOUND (the answer must stand in this consultation and be readable), NOT_YOUR_POST,
 * POST_NOT_EDITABLE
 */
export async function solveConsultation(
  services: Services,
  grant: PhysicianGrant,
  input: { id: string; answerId?: string | null | undefined },
): Promise<ConsultationId> {
  const reader = await readAs(services.db.service, services, grant);
  return services.db.service.$transaction(async (tx) => {
    const before = await lockConsultation(tx, reader, input.id);
    const { id } = before;
    insist(judgeSolving(before.visibility, before.isMine));
    const solvedByAnswerId = input.answerId ? await requireAnswerIn(tx, id, input.answerId) : null;
    await tx.consultation.update({
      where: { id },
      data: { solved: true, solvedByAnswerId },
      select: { id: true },
    });
    if (before.solved) return id;
    if (before.isAnonymous) await countAnonymous(tx, services, 'anonymous.consultation.solved', {});
    else {
      const with_answer = solvedByAnswerId !== null;
      await recordEvent(tx, services, grant.physicianId, 'consultation.solved', { with_answer });
    }
    return id;
  });
}

async function requireAnswerIn(tx: Tx, consultationId: ConsultationId, text: string): Promise<AnswerId> {
  const id = parseId<AnswerId>(text);
  const found =
    id &&
    (await tx.answer.findFirst({
      where: { id, consultationId, visibility: 'VISIBLE' },
      select: { id: true },
    }));
  if (!found) throw Refusal.notFound();
  return id;
}
