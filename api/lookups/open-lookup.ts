import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { checkpointAudit } from '../audit/checkpoint-audit.ts';
import { combinePartials, type Partial, type VerifiedPartial } from '../identity/crypto/partial.ts';
import { openSeal, type Seal, SealError } from '../identity/crypto/seal.ts';
import { recordOpening } from '../lookup-notices/record-opening.ts';
import type { LookupId, PhysicianId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { attempt, RefusedAttempt } from './attempt.ts';
import { checkPartial } from './check-partial.ts';
import { endLookup, type LockedLookup, lockLookup, readSeal } from './lock-lookup.ts';
import { refusalToOpen } from './policy.ts';
import { fromStored } from './stored-partial.ts';
import { subjectOnRecord } from './subject-on-record.ts';

type Opening = { lookup: LockedLookup; seal: Seal; partials: VerifiedPartial[] };

/**
 * The requester adds her own partial and learns the author: once, here, and nowhere else. That the author will be
 * told is settled with it.
 *
 * Audit first: the entry is committed, and signed, before anything is combined. A crash may leave an entry without an
 * opening, never an opening without an entry. Her partial is not stored at all, so that the database never holds
 * as many as it takes.
 * @throws Refusal NOT_FOUND; ONLY_REQUESTER_OPENS, LOOKUP_NEEDS_APPROVAL and the like; INVALID_INPUT with PARTIAL_INVALID
 * in the field `partial` for her own, `share-<index>` for one that was altered while it waited; SEAL_UNREADABLE.
 * All but the first are on the record.
 */
export async function openLookup(
  services: Services,
  grant: TechnicalAdminGrant,
  id: LookupId,
  partial: Partial,
): Promise<PhysicianId> {
  const opening = await attempt(services, grant, { lookup: id, command: 'open' }, async (tx) => {
    const lookup = await lockLookup(tx, id);
    const code = refusalToOpen(lookup, grant.adminId, services.clock.now());
    if (code) throw RefusedAttempt.notAllowed(code);
    const seal = await readSeal(tx, lookup);
    if (!seal) throw RefusedAttempt.notAllowed('SEAL_UNREADABLE');
    const partials = [
      checkPartial(lookup, seal, grant.adminId, partial, 'partial'),
      ...lookup.waiting.map(({ admin, index, bytes }) =>
        checkPartial(lookup, seal, admin, fromStored(index, bytes), `share-${index}`),
      ),
    ];
    if (partials.length < lookup.threshold) throw RefusedAttempt.notAllowed('LOOKUP_NEEDS_APPROVAL');

    const { clock, keyring, config } = services;
    await tx.lookupParticipation.createMany({
      data: [
        {
          lookupId: id,
          accountId: grant.adminId,
          kind: 'OPENING',
          at: clock.now(),
          shareIndex: partial.index,
        },
      ],
    });
    await endLookup(tx, id, 'OPENED');
    await recordOpening(tx, id, clock.now(), config.lookupNoticeDays);
    await appendAudit(tx, clock, {
      kind: 'lookup.opened',
      actor: grant.adminId,
      details: { lookup: id, ...subjectOnRecord(lookup), shares: partials.map(({ index }) => index) },
    });
    await checkpointAudit(tx, clock, keyring.auditSigningKey);
    return { lookup, seal, partials };
  });
  return reveal(services, grant, opening);
}

/** Only what `openLookup` has put on the record comes here. */
async function reveal(
  { db, clock }: Services,
  grant: TechnicalAdminGrant,
  { lookup, seal, partials }: Opening,
): Promise<PhysicianId> {
  try {
    return openSeal(lookup.epoch, lookup, seal, combinePartials(lookup.epoch, partials));
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    await db.lookupTransaction((tx) =>
      appendAudit(tx, clock, {
        kind: 'lookup.failed',
        actor: grant.adminId,
        details: { lookup: lookup.id, code: 'SEAL_UNREADABLE' },
      }),
    );
    throw Refusal.notAllowed('SEAL_UNREADABLE');
  }
}
