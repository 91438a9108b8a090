import { z } from 'zod';
import type { Processor } from '../../analytics/processors.ts';
import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { type Pseudonym, pseudonymSealTag } from '../identity/crypto/pseudonym-cipher.ts';
import { verifyEphemeral } from '../identity/crypto/seal.ts';
import { findEpoch } from '../identity/epochs.ts';
import { keepOutcome, type Once } from '../once/once.ts';
import type { LookupTx } from '../platform/database/database.ts';
import { type AliasId, type LookupId, newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { checkInput, cleanLine, cleanText, textField } from '../platform/text.ts';
import type { Services } from '../services.ts';
import { attempt, RefusedAttempt } from './attempt.ts';
import { contextOf, readSeal } from './lock-lookup.ts';
import { lookupLifetimeInMs, stateAfter } from './policy.ts';
import { subjectOnRecord } from './subject-on-record.ts';
import { textDigest } from './text-digest.ts';
import type { LookupReason } from './types.ts';

export type LookupRequest = LookupTarget & { reason: LookupReason; text: string; caseReference: string };

/** Whom it is about: who wrote under an alias, or who a processor knows by a pseudonym. */
export type LookupTarget = { alias: AliasId } | { processor: Processor; pseudonym: Pseudonym };

const written = z.object({
  text: textField(cleanText, 20, 4000),
  caseReference: textField(cleanLine, 1, 100),
});

/**
 * Asks for the author of one alias, or for the owner of one pseudonym. All technical admins see the request at once, and it is on the record before
 * anybody computes anything.
 * @throws Refusal INVALID_INPUT, NOT_FOUND (no such alias or pseudonym), NOT_A_SHARE_HOLDER (she could not open it), SEAL_UNREADABLE.
 */
export async function requestLookup(
  services: Services,
  grant: TechnicalAdminGrant,
  input: LookupRequest,
  once: Once | null = null,
): Promise<LookupId> {
  const { text, caseReference } = checkInput(written, input);
  const { clock } = services;
  const about: Record<string, string> =
    'alias' in input
      ? { alias: input.alias }
      : { processor: input.processor, pseudonymSha256: textDigest(input.pseudonym) };
  return attempt(services, grant, { command: 'request', ...about }, async (tx) => {
    const subject = await findSubjectRow(tx, services, input);
    const context = contextOf(subject);
    const seal = await readSeal(tx, { alias: context.alias, pseudonymTag: subject.pseudonymTag });
    // A pseudonym that was destroyed has no seal, and looks like one that never was.
    if (!seal && subject.pseudonymTag) throw Refusal.notFound();
    const epoch = seal && (await findEpoch(tx, seal.epoch));
    if (!epoch || !verifyEphemeral(epoch, context.alias, seal.ephemeral)) {
      throw RefusedAttempt.notAllowed('SEAL_UNREADABLE');
    }
    const share = await tx.shareHolder.findFirst({
      where: { epoch: epoch.epoch, accountId: grant.adminId },
      select: { index: true },
    });
    if (!share) throw RefusedAttempt.notAllowed('NOT_A_SHARE_HOLDER');

    const id = newId<LookupId>();
    const now = clock.now();
    await tx.lookup.createMany({
      data: [
        {
          id,
          ...subject,
          epoch: epoch.epoch,
          requestedBy: grant.adminId,
          reason: input.reason,
          text,
          caseReference,
          state: stateAfter(0, epoch.threshold),
          requestedAt: now,
          expiresAt: new Date(now.getTime() + lookupLifetimeInMs),
        },
      ],
    });
    await tx.lookupParticipation.createMany({
      data: [{ lookupId: id, accountId: grant.adminId, kind: 'REQUEST', at: now }],
    });
    await keepOutcome(tx, once, id);
    await appendAudit(tx, clock, {
      kind: 'lookup.requested',
      actor: grant.adminId,
      details: {
        lookup: id,
        ...subjectOnRecord(context),
        epoch: epoch.epoch,
        reason: input.reason,
        textSha256: textDigest(text),
        caseReferenceSha256: textDigest(caseReference),
      },
    });
    return id;
  });
}

async function findSubjectRow(tx: LookupTx, { keyring }: Services, target: LookupTarget) {
  if ('processor' in target) {
    const { processor, pseudonym } = target;
    const pseudonymTag = pseudonymSealTag(keyring, processor, pseudonym);
    return { aliasId: null, consultationId: null, processor, pseudonym, pseudonymTag };
  }
  // An alias whose first post is held back has no number, and does not exist yet for anybody else.
  const alias = await tx.alias.findUnique({
    where: { id: target.alias, number: { not: null } },
    select: { id: true, consultationId: true },
  });
  if (!alias) throw Refusal.notFound();
  const { id: aliasId, consultationId } = alias;
  return { aliasId, consultationId, processor: null, pseudonym: null, pseudonymTag: null };
}
