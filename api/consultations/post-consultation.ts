import { z } from 'zod';
import { excerptOf } from '../../markdown/plain-text.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { holding } from '../hold-back/held-rows.ts';
import { drawPublication, windowOf } from '../hold-back/policy.ts';
import { holdBackInput } from '../hold-back/types.ts';
import { attachImages, imagesInput } from '../images/attach-images.ts';
import type { Once } from '../once/once.ts';
import { toHour } from '../platform/clock.ts';
import { type ConsultationId, newId } from '../platform/ids.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { checkIdentifiers, identifierOverrideInput, textOfTags } from '../posts/patient-identifiers.ts';
import { readAs } from '../posts/reader.ts';
import { bodyOfConsultation, checkInput, tagsField, titleOfConsultation } from '../posts/text.ts';
import { aliasInsertions, beginAlias, claimAlias } from '../posts/wear-alias.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import { isSpecialtyCode } from '../specialties/specialties.ts';
import { markInsertion, prepareEvent } from '../telemetry/record-event.ts';
import { consultationKinds } from './types.ts';

const schema = z.object({
  title: titleOfConsultation,
  body: bodyOfConsultation,
  kind: z.enum(consultationKinds),
  specialty: z.string().refine(isSpecialtyCode, { message: 'SPECIALTY_UNKNOWN' satisfies RefusalCode }),
  tags: tagsField,
  anonymous: z.boolean(),
  holdBack: holdBackInput,
  identifierOverride: identifierOverrideInput,
  images: imagesInput,
});
export type PostConsultationInput = z.input<typeof schema>;

/**
 * Asks a question, under the physician's name or under a fresh alias. Then the claim is written first and on its own;
 * alias, seal and question follow in one transaction. A crash between the two leaves a claim without an alias,
 * which is harmless and swept. While it is held back, which an anonymous one is unless its author chose otherwise, it
 * exists for her alone, until `publishDuePosts`.
 * @param once keeps its id in the same statement, under either face.
 * @throws Refusal INVALID_INPUT, WRITING_SUSPENDED; ANONYMITY_UNAVAILABLE before the first ceremony.
 */
export async function postConsultation(
  services: Services,
  grant: PhysicianGrant,
  input: PostConsultationInput,
  once: Once | null = null,
): Promise<ConsultationId> {
  const {
    anonymous,
    holdBack,
    specialty,
    identifierOverride: override,
    images,
    ...content
  } = checkInput(schema, input);
  const { title, body, tags } = content;
  const excerpt = excerptOf(body);
  const identifierOverride = checkIdentifiers({ title, body, tags: textOfTags(tags) }, override);
  const id = newId<ConsultationId>();
  const preparing = anonymous ? beginAlias(services, grant, id) : null;
  const telling = anonymous
    ? null
    : prepareEvent(services, grant.physicianId, 'consultation.posted', { kind: content.kind });
  const reader = await readAs(services.db.service, services, grant);
  await requireUnsuspended(services, reader);
  const now = services.clock.now();
  const window = windowOf({ anonymous, holdBack });
  const publishAfter = window && drawPublication(services.keyring, now, window);
  // Of one that is held back no hour tells more than the moment that was drawn.
  const hour = toHour(publishAfter ?? now);
  const row = {
    ...content,
    id,
    identifierOverride,
    specialtyCode: specialty,
    postedAt: hour,
    lastActivityAt: hour,
  };
  const visibility = Prisma.sql`${publishAfter ? 'HELD' : 'VISIBLE'}::forum."Visibility"`;
  const alongside = [
    ...(once ? [Prisma.sql`kept AS (${once.keeping(id)})`] : []),
    ...(publishAfter
      ? [Prisma.sql`held AS (${holding({ consultationId: id, answerId: null }, publishAfter)})`]
      : []),
  ];
  if (!preparing) {
    const told = await telling;
    const parts = [...(told ? [Prisma.sql`told AS (${told})`] : []), ...alongside];
    await insertWithImages(Prisma.sql`
      ${parts.length > 0 ? Prisma.sql`WITH ${Prisma.join(parts)}` : Prisma.empty}
      INSERT INTO forum.consultation (
        id, author_id, kind, specialty_code, tags, title, body, excerpt, identifier_override, visibility, posted_at, last_activity_at)
      VALUES (
        ${id}::uuid, ${grant.physicianId}::uuid, ${row.kind}::forum."ConsultationKind", ${specialty}, ${tags}::text[],
        ${title}, ${body}, ${excerpt}, ${identifierOverride}, ${visibility}, ${hour}::timestamptz, ${hour}::timestamptz)`);
    return id;
  }
  const claimed = await claimAlias(services, preparing);
  const counted = markInsertion(services, 'anonymous.consultation.posted', { kind: row.kind }, hour);
  const parts = [
    aliasInsertions(services, claimed, publishAfter ? null : 0),
    ...(counted ? [Prisma.sql`counted AS (${counted})`] : []),
    ...alongside,
  ];
  // One statement, hence one transaction, and half the way of five.
  await insertWithImages(Prisma.sql`
    WITH ${Prisma.join(parts)}
    INSERT INTO forum.consultation (
      id, alias_id, kind, specialty_code, tags, title, body, excerpt, identifier_override, visibility, posted_at, last_activity_at)
    VALUES (
      ${id}::uuid, ${claimed.receipt.alias}::uuid, ${row.kind}::forum."ConsultationKind", ${specialty}, ${tags}::text[],
      ${title}, ${body}, ${excerpt}, ${identifierOverride}, ${visibility},
      ${hour}::timestamptz, ${hour}::timestamptz)`);
  return id;

  /** One statement is a transaction of its own; images need one around it. */
  async function insertWithImages(insertion: Prisma.Sql): Promise<void> {
    const { service } = services.db;
    if (!images || images.length === 0) {
      await service.$executeRaw(insertion);
      return;
    }
    await service.$transaction(async (tx) => {
      await tx.$executeRaw(insertion);
      await attachImages(
        tx,
        services,
        grant,
        { consultationId: id, answerId: null, anonymous },
        images,
        hour,
      );
    });
  }
}
