import { z } from 'zod';
import type { PhysicianGrant } from '../access/grants.ts';
import { toHour } from '../platform/clock.ts';
import { insist, judgeEdit } from '../posts/policy.ts';
import { readAs } from '../posts/reader.ts';
import { keepRevision } from '../posts/revisions.ts';
import { bodyOfAnswer, checkInput } from '../posts/text.ts';
import { requireNoProposal } from '../redactions/require-no-proposal.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import { type AnswerKey, keyOf, lockAnswer } from './lock-answer.ts';

const schema = z.object({ id: z.string(), body: bodyOfAnswer });
export type EditAnswerInput = z.input<typeof schema>;

/**
 * The author's new text; the earlier one is kept as a revision. Saving the same text changes nothing.
 * @throws Refusal INVALID_INPUT, WRITING_SUSPENDED, NOT_FOUND, NOT_YOUR_POST, POST_NOT_EDITABLE, REDACTION_PENDING
 */
export async function editAnswer(
  services: Services,
  grant: PhysicianGrant,
  input: EditAnswerInput,
): Promise<AnswerKey> {
  const { id: text, body } = checkInput(schema, input);
  const reader = await readAs(services.db.service, services, grant);
  await requireUnsuspended(services, reader);
  return services.db.service.$transaction(async (tx) => {
    const before = await lockAnswer(tx, reader, text);
    const { id, visibility, consultation } = before;
    insist(judgeEdit({ visibility, locked: consultation.locked }, before.isMine));
    if (before.body === body) return keyOf(before);
    await requireNoProposal(tx, id);
    const editedAt = toHour(services.clock.now());
    const post = { consultationId: consultation.id, answerId: id };
    await keepRevision(tx, post, { title: null, body: before.body }, editedAt);
    await tx.answer.update({ where: { id }, data: { body, editedAt }, select: { id: true } });
    return keyOf(before);
  });
}
