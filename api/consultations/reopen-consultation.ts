import type { PhysicianGrant } from '../access/grants.ts';
import type { ConsultationId } from '../platform/ids.ts';
import { insist, judgeSolving } from '../posts/policy.ts';
import { readAs } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import { lockConsultation } from './lock-consultation.ts';

/** The asker opens her solved question again. @throws Refusal NOT_FOUND, NOT_YOUR_POST, POST_NOT_EDITABLE */
export async function reopenConsultation(
  services: Services,
  grant: PhysicianGrant,
  input: { id: string },
): Promise<ConsultationId> {
  const reader = await readAs(services.db.service, services, grant);
  return services.db.service.$transaction(async (tx) => {
    const before = await lockConsultation(tx, reader, input.id);
    const { id } = before;
    insist(judgeSolving(before.visibility, before.isMine));
    await tx.consultation.update({
      where: { id },
      data: { solved: false, solvedByAnswerId: null },
      select: { id: true },
    });
    return id;
  });
}
