import { z } from 'zod';
import { excerptOf } from '../../markdown/plain-text.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { toHour } from '../platform/clock.ts';
import { type ConsultationId, parseId } from '../platform/ids.ts';
import { requireOneFacePerText } from '../posts/one-face-per-text.ts';
import { checkIdentifiers, identifierOverrideInput, textOfTags } from '../posts/patient-identifiers.ts';
import { insist, judgeEdit } from '../posts/policy.ts';
import { readAs } from '../posts/reader.ts';
import { requireKeptWords } from '../posts/require-kept-words.ts';
import { requireVersion } from '../posts/require-version.ts';
import { keepForReview, openReview } from '../posts/review-edit.ts';
import { keepRevision } from '../posts/revisions.ts';
import { bodyOfConsultation, checkInput, tagsField, titleOfConsultation } from '../posts/text.ts';
import { requireNoProposal } from '../redactions/require-no-proposal.ts';
import { isResting } from '../retention/periods.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import { lockConsultation } from './lock-consultation.ts';

const schema = z.object({
  id: z.string(),
  title: titleOfConsultation,
  body: bodyOfConsultation,
  tags: tagsField,
  version: z.string(),
  identifierOverride: identifierOverrideInput,
  review: z.boolean().default(false),
});
export type EditConsultationInput = z.input<typeof schema>;

/**
 * The author's new text; the earlier one is kept as a revision. Saving the same text changes nothing. While it is held
 * back nobody has read the earlier one: it goes, and no hour tells when she was at it.
 * @param input.review the text waits for a moderator: for one that undoes what moderation has made of the question.
 * @throws Refusal INVALID_INPUT, WRITING_SUSPENDED, NOT_FOUND, NOT_YOUR_POST, POST_NOT_EDITABLE, EDITED_MEANWHILE,
 * REDACTION_PENDING, MODERATION_UNDONE, NOTHING_TO_REVIEW
 */
export async function editConsultation(
  services: Services,
  grant: PhysicianGrant,
  input: EditConsultationInput,
): Promise<ConsultationId> {
  const { id: text, title, body, tags, version, review, ...rest } = checkInput(schema, input);
  const identifierOverride = checkIdentifiers(
    { title, body, tags: textOfTags(tags) },
    rest.identifierOverride,
  );
  const reader = await readAs(services.db.service, services, grant);
  await requireUnsuspended(services, reader);
  const hour = toHour(services.clock.now());
  return services.db.service.$transaction(async (tx) => {
    const consultationId = parseId<ConsultationId>(text);
    if (review && consultationId) await openReview(tx, { kind: 'CONSULTATION', id: consultationId }, hour);
    const before = await lockConsultation(tx, reader, text);
    const { id } = before;
    const resting = isResting(before.lastActivityAt, services.clock.now());
    insist(judgeEdit({ ...before, resting }, before.isMine));
    const sameText = before.title === title && before.body === body;
    if (sameText && before.tags.join() === tags.join()) return id;
    await requireVersion(tx, { consultationId: id, answerId: null, version: before.version }, version);
    const { isAnonymous: anonymous } = before;
    await requireOneFacePerText(tx, reader, { consultation: id, anonymous, body });
    if (before.visibility === 'HELD') {
      await tx.consultation.update({
        where: { id },
        data: { title, body, excerpt: excerptOf(body), tags, identifierOverride },
        select: { id: true },
      });
      return id;
    }
    const post = { consultationId: id, answerId: null };
    await requireNoProposal(tx, id);
    if (review) {
      await keepForReview(tx, post, { title, body, tags, identifierOverride }, hour);
      return id;
    }
    await requireKeptWords(tx, post, before, { title, body, tags });
    if (!sameText) await keepRevision(tx, post, before, hour);
    await tx.consultation.update({
      where: { id },
      data: { title, body, excerpt: excerptOf(body), tags, identifierOverride, editedAt: hour },
      select: { id: true },
    });
    return id;
  });
}
