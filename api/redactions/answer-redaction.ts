import { lockCase, reopenCase } from '../../moderation/case-storage.ts';
import { passageAt } from '../../moderation/passage.ts';
import { type LockedPost, lockPost, writeState } from '../../moderation/post-storage.ts';
import {
  endProposal,
  findProposal,
  type OpenProposal,
  writeRedacted,
} from '../../moderation/redaction-storage.ts';
import { answerProposal, type RedactionAnswer } from '../../moderation/transition.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { checkReplacement, redactedText } from '../moderation/propose-redaction.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AnswerId, type ConsultationId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { refuseCertainIdentifiers } from '../posts/patient-identifiers.ts';
import { isOwn, type Reader, readAs } from '../posts/reader.ts';
import { requireUnsuspended } from '../sanctions/require-unsuspended.ts';
import type { Services } from '../services.ts';
import type { RedactionId } from './types.ts';

/** The post that was answered for. `answerId` null: the question itself. */
export interface AnsweredPost {
  readonly consultationId: ConsultationId;
  readonly answerId: AnswerId | null;
}

type Answering =
  | { readonly answer: Exclude<RedactionAnswer, 'REPLACED'> }
  | { readonly answer: 'REPLACED'; readonly replacement: string };

/**
 * The author's answer to a proposed redaction, under whatever face she wrote. Accepted, or replaced by words of her own,
 * the passage is destroyed wherever it was kept, and a post that the proposal had hidden is shown again. Declined, the
 * case goes back to the moderator.
 *
 * Nothing is put on the audit, which knows exact times and would date an act of an anonymous author.
 * @throws Refusal NOT_FOUND also for a post that is not hers; INVALID_INPUT and WRITING_SUSPENDED for words of her own.
 */
export async function answerRedaction(
  services: Services,
  grant: PhysicianGrant,
  id: string,
  answering: Answering,
): Promise<AnsweredPost> {
  const { db, clock } = services;
  const proposalId = parseId<RedactionId>(id);
  if (!proposalId) throw Refusal.notFound();
  const reader = await readAs(db.service, services, grant);
  if (answering.answer === 'REPLACED') {
    refuseCertainIdentifiers({ replacement: answering.replacement });
    await requireUnsuspended(services, reader);
  }
  const now = clock.now();
  const at = toHour(now);
  return db.service.$transaction(async (tx) => {
    const { proposal, found, post } = await lockProposal(tx, reader, proposalId, now);
    const after = answerProposal(post.state, answering.answer);
    if (!after.ok) throw Refusal.notFound();
    if (answering.answer === 'DECLINED') {
      await reopenCase(tx, found, proposal.moderatorId, at);
    } else {
      await writeRedacted(tx, post, textAfter(post, proposal, answering), at);
    }
    await endProposal(tx, post.ref, answering.answer, at);
    await writeState(tx, post, after.state);
    return {
      consultationId: post.ref.consultationId as ConsultationId,
      answerId: post.ref.answerId as AnswerId | null,
    };
  });
}

/** Locks case and post, in this order everywhere. @throws Refusal NOT_FOUND */
async function lockProposal(tx: Tx, reader: Reader, id: RedactionId, now: Date) {
  const seen = await findProposal(tx, id);
  const found = seen && (await lockCase(tx, seen.caseId));
  const post = found && (await lockPost(tx, found.post, now));
  // Again, under the locks: she may have answered in another window.
  const proposal = post && (await findProposal(tx, id));
  if (!found || !proposal || !(await wrote(tx, reader, proposal))) throw Refusal.notFound();
  return { proposal, found, post };
}

async function wrote(tx: Tx, reader: Reader, { ref }: OpenProposal): Promise<boolean> {
  const select = { authorId: true, aliasId: true } as const;
  const owner =
    ref.answerId === null
      ? await tx.consultation.findUnique({ where: { id: ref.consultationId }, select })
      : await tx.answer.findUnique({ where: { id: ref.answerId }, select });
  return owner !== null && isOwn(reader, owner);
}

function textAfter(post: LockedPost, proposal: OpenProposal, answering: Answering) {
  const passage = passageAt((proposal.field === 'TITLE' ? post.title : post.body) ?? '', proposal);
  // Fail closed: nothing can have changed the text since, and if it has, another passage must not be cut out.
  if (passage === null || post.version !== proposal.version) throw new Error('the proposal marks no passage');
  const { field, start, end } = proposal;
  const replacement =
    answering.answer === 'REPLACED' ? checkReplacement(answering.replacement, passage) : proposal.replacement;
  return redactedText(post, { field, start, end }, replacement);
}
