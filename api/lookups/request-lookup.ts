import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { verifyEphemeral } from '../identity/crypto/seal.ts';
import { findEpoch } from '../identity/epochs.ts';
import { type AliasId, type LookupId, newId } from '../platform/ids.ts';
import { type InputIssue, Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { attempt, RefusedAttempt } from './attempt.ts';
import { readSeal } from './lock-lookup.ts';
import { lookupLifetimeInMs, stateAfter } from './policy.ts';
import { textDigest } from './text-digest.ts';
import type { LookupReason } from './types.ts';

export type LookupRequest = { alias: AliasId; reason: LookupReason; text: string; caseReference: string };

const longestText = 4000;
const shortestText = 20;
const longestReference = 100;

/**
 * Asks for the author of one alias. All technical admins see the request at once, and it is on the record before
 * anybody computes anything.
 * @throws Refusal INVALID_INPUT, NOT_FOUND (no such alias), NOT_A_SHARE_HOLDER (she could not open it), SEAL_UNREADABLE.
 */
export async function requestLookup(
  services: Services,
  grant: TechnicalAdminGrant,
  input: LookupRequest,
): Promise<LookupId> {
  const text = input.text.trim();
  const caseReference = input.caseReference.trim();
  const issues = inputIssues(text, caseReference);
  if (issues.length > 0) throw Refusal.invalidInput(issues);
  const { clock } = services;
  return attempt(services, grant, { command: 'request', alias: input.alias }, async (tx) => {
    // An alias whose first post is held back has no number, and does not exist yet for anybody else.
    const alias = await tx.alias.findUnique({
      where: { id: input.alias, number: { not: null } },
      select: { id: true, consultationId: true },
    });
    if (!alias) throw Refusal.notFound();
    const seal = await readSeal(tx, input.alias);
    const epoch = seal && (await findEpoch(tx, seal.epoch));
    if (!epoch || !verifyEphemeral(epoch, input.alias, seal.ephemeral)) {
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
          aliasId: alias.id,
          consultationId: alias.consultationId,
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
    await appendAudit(tx, clock, {
      kind: 'lookup.requested',
      actor: grant.adminId,
      details: {
        lookup: id,
        alias: alias.id,
        epoch: epoch.epoch,
        reason: input.reason,
        textSha256: textDigest(text),
        caseReferenceSha256: textDigest(caseReference),
      },
    });
    return id;
  });
}

function inputIssues(text: string, caseReference: string): InputIssue[] {
  const issues: InputIssue[] = [];
  if (text.length === 0) issues.push({ field: 'text', code: 'FIELD_REQUIRED' });
  else if (text.length < shortestText) issues.push({ field: 'text', code: 'FIELD_TOO_SHORT' });
  else if (text.length > longestText) issues.push({ field: 'text', code: 'FIELD_TOO_LONG' });
  if (caseReference.length === 0) issues.push({ field: 'caseReference', code: 'FIELD_REQUIRED' });
  else if (caseReference.length > longestReference) {
    issues.push({ field: 'caseReference', code: 'FIELD_TOO_LONG' });
  }
  return issues;
}
