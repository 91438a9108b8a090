import { z } from 'zod';
import type { PhysicianGrant } from '../access/grants.ts';
import { toHour } from '../platform/clock.ts';
import { type ConsultationId, newId } from '../platform/ids.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { readAs } from '../posts/reader.ts';
import { bodyOfConsultation, checkInput, tagsField, titleOfConsultation } from '../posts/text.ts';
import { claimAlias, makeAlias } from '../posts/wear-alias.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import { isSpecialtyCode } from '../specialties/specialties.ts';
import { consultationKinds } from './types.ts';

const schema = z.object({
  title: titleOfConsultation,
  body: bodyOfConsultation,
  kind: z.enum(consultationKinds),
  specialty: z.string().refine(isSpecialtyCode, { message: 'SPECIALTY_UNKNOWN' satisfies RefusalCode }),
  tags: tagsField,
  anonymous: z.boolean(),
});
export type PostConsultationInput = z.input<typeof schema>;

/**
 * Asks a question, under the physician's name or under a fresh alias. Then the claim is written first and on its own;
 * alias, seal and question follow in one transaction. A crash between the two leaves a claim without an alias,
 * which is harmless and swept.
 * @throws Refusal INVALID_INPUT, WRITING_SUSPENDED; ANONYMITY_UNAVAILABLE before the first ceremony.
 */
export async function postConsultation(
  services: Services,
  grant: PhysicianGrant,
  input: PostConsultationInput,
): Promise<ConsultationId> {
  const { anonymous, specialty, ...content } = checkInput(schema, input);
  const reader = await readAs(services.db.service, services, grant);
  await requireUnsuspended(services, reader);
  const id = newId<ConsultationId>();
  const hour = toHour(services.clock.now());
  const row = { ...content, id, specialtyCode: specialty, postedAt: hour, lastActivityAt: hour };
  if (!anonymous) {
    await services.db.service.consultation.createMany({ data: [{ ...row, authorId: grant.physicianId }] });
    return id;
  }
  const receipt = await claimAlias(services, grant, id);
  await services.db.service.$transaction(async (tx) => {
    await makeAlias(tx, services, grant, receipt, 0);
    await tx.consultation.createMany({ data: [{ ...row, aliasId: receipt.alias }] });
  });
  return id;
}
