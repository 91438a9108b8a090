import { z } from 'zod';
import { excerptOf } from '../../markdown/plain-text.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { toHour } from '../platform/clock.ts';
import { type AnswerId, parseId } from '../platform/ids.ts';
import { requireOneFacePerText } from '../posts/one-face-per-text.ts';
import { checkIdentifiers, identifierOverrideInput } from '../posts/patient-identifiers.ts';
import { insist, judgeEdit } from '../posts/policy.ts';
import { readAs } from '../posts/reader.ts';
import { requireKeptWords } from '../posts/require-kept-words.ts';
import { requireVersion } from '../posts/require-version.ts';
import { keepForReview, openReview } from '../posts/review-edit.ts';
import { keepRevision } from '../posts/revisions.ts';
import { bodyOfAnswer, checkInput } from '../posts/text.ts';
import { requireNoProposal } from '../redactions/require-no-proposal.ts';
import { isResting } from '../retention/periods.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import { type AnswerKey, keyOf, lockAnswer } from './lock-answer.ts';

const schema = z.object({
  id: z.string(),
  body: bodyOfAnswer,
  version: z.string(),
  identifierOverride: identifierOverrideInput,
  review: z.boolean().default(false),
});
export type EditAnswerInput = z.input<typeof schema>;

/**
 * The author's new text; the earlier one is kept as a revision. Saving the same text changes nothing. While it is held
 * back nobody has read the earlier one: it goes, and no hour tells when she was at it.
 * @param input.review the text waits for a moderator: for one that undoes what moderation has made of the answer.
 * @throws Refusal INVALID_INPUT, WRITING_SUSPENDED, NOT_FOUND, NOT_YOUR_POST, POST_NOT_EDITABLE, EDITED_MEANWHILE,
 * REDACTION_PENDING, MODERATION_UNDONE, NOTHING_TO_REVIEW
 */
export async function editAnswer(
  services: Services,
  grant: PhysicianGrant,
  input: EditAnswerInput,
): Promise<AnswerKey> {
  const { id: text, body, version, review, identifierOverride: override } = checkInput(schema, input);
  const identifierOverride = checkIdentifiers({ body }, override);
  const reader = await readAs(services.db.service, services, grant);
  await requireUnsuspended(services, reader);
  const hour = toHour(services.clock.now());
  return services.db.service.$transaction(async (tx) => {
    const answerId = parseId<AnswerId>(text);
    if (review && answerId) await openReview(tx, { kind: 'ANSWER', id: answerId }, hour);
    const before = await lockAnswer(tx, reader, text);
    const { id, visibility, consultation } = before;
    const resting = isResting(consultation.lastActivityAt, services.clock.now());
    insist(judgeEdit({ visibility, locked: consultation.locked, resting }, before.isMine));
    if (before.body === body) return keyOf(before);
    const post = { consultationId: consultation.id, answerId: id };
    await requireVersion(tx, { ...post, version: before.version }, version);
    const anonymous = before.aliasId !== null;
    await requireOneFacePerText(tx, reader, { consultation: consultation.id, anonymous, body });
    if (visibility === 'HELD') {
      await tx.answer.update({
        where: { id },
        data: { body, excerpt: excerptOf(body), identifierOverride },
        select: { id: true },
      });
      return keyOf(before);
    }
    await requireNoProposal(tx, id);
    const noMore = { title: null, tags: [] };
    if (review) {
      await keepForReview(tx, post, { ...noMore, body, identifierOverride }, hour);
      return keyOf(before);
    }
    await requireKeptWords(tx, post, { ...noMore, body: before.body }, { ...noMore, body });
    await keepRevision(tx, post, { title: null, body: before.body, version: before.version }, hour);
    await tx.answer.update({
      where: { id },
      data: { body, excerpt: excerptOf(body), identifierOverride, editedAt: hour },
      select: { id: true },
    });
    return keyOf(before);
  });
}
