import type { ErasureCause } from '../../prisma/client/enums.ts';
import type { Actor } from '../access/actor.ts';
import type { TechnicalAdminGrant } from '../access/grants.ts';
import { checkStatement } from '../accounts/policy.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { AuditJson } from '../audit/canonical.ts';
import { textDigest } from '../lookups/text-digest.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { keepOutcome, type Once } from '../once/once.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { type ErasureId, newId, type PhysicianId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { beginIn } from './begin-erasure.ts';
import { approvalDays, dayOf, wholeHourIn } from './policy.ts';
import { newReceiptCode, receiptHash } from './receipt-code.ts';
import { runErasure } from './run-erasures.ts';
import { readShareholding } from './shareholding.ts';

/** An erasure that has been asked for. */
export interface RequestedErasure {
  readonly id: ErasureId;
  /** Shown once; only its hash is kept. */
  readonly code: string;
  /** When it begins, a whole hour; until then it can be called off. */
  readonly startsAt: Date;
  /** There was no cooling-off: nobody is signed in to this account any more. */
  readonly started: boolean;
}

/**
 * A member asks to be erased. Whoever calls has asked for her password just now. Suspensions do not stand in the way:
 * a refusal would tell whom a blind one had hit (ANONYMITY 33).
 * @throws Refusal ERASURE_ALREADY_REQUESTED, SHARE_STILL_NEEDED
 */
export async function requestErasure(
  services: Services,
  actor: Actor,
  once: Once | null = null,
): Promise<RequestedErasure> {
  return ask(services, actor.id, 'MEMBER', { actor: null, details: {} }, once);
}

/**
 * A technical admin asks for somebody who has asked in writing and cannot sign in. Nothing happens before another admin
 * has approved it: one alone could erase a member and watch which anonymous posts go (ANONYMITY 65). @param input.reference where the request is filed: for the record.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, OWN_ACCOUNT, ERASURE_ALREADY_REQUESTED, SHARE_STILL_NEEDED
 */
export async function requestErasureFor(
  services: Services,
  grant: TechnicalAdminGrant,
  input: { accountId: string; reference: string },
  once: Once | null = null,
): Promise<RequestedErasure> {
  const reference = checkStatement('reference', input.reference);
  const accountId = parseId<PhysicianId>(input.accountId);
  if (!accountId) throw Refusal.notFound();
  if (accountId === grant.adminId) throw Refusal.notAllowed('OWN_ACCOUNT');
  const audit = {
    actor: grant.adminId,
    details: { account: accountId, caseReferenceSha256: textDigest(reference) },
  };
  return ask(services, accountId, 'REQUEST', audit, once);
}

/**
 * For the retention's job: the account has been inactive for as long as the table says, and was reminded. It begins at
 * once, and no receipt is given, since nobody is there to take it. Does nothing where an erasure is under way.
 * @param isDue asks, in the transaction that begins it, whether that still is so. @returns whether it has begun.
 */
export async function startErasureForInactivity(
  services: Services,
  physicianId: PhysicianId,
  isDue: (tx: Tx) => Promise<boolean>,
): Promise<boolean> {
  const { db, clock } = services;
  const id = newId<ErasureId>();
  const begun = await db.service.$transaction(async (tx) => {
    if (!(await isDue(tx)) || !(await isErasable(tx, physicianId))) return false;
    await tx.erasure.createMany({
      data: [{ id, cause: 'INACTIVITY', accountId: physicianId, startsAt: toHour(clock.now()) }],
    });
    await beginIn(tx, services, id);
    return true;
  });
  if (begun) await runErasure(services, id);
  return begun;
}

async function ask(
  services: Services,
  accountId: PhysicianId,
  cause: ErasureCause,
  audit: { actor: PhysicianId | null; details: { readonly [key: string]: AuditJson } },
  once: Once | null,
): Promise<RequestedErasure> {
  const { db, clock, config, logger } = services;
  const id = newId<ErasureId>();
  const code = newReceiptCode();
  const waitsForApproval = cause === 'REQUEST';
  const days = waitsForApproval ? approvalDays : config.erasureCoolingOffDays;
  const started = days === 0;
  const startsAt = started ? toHour(clock.now()) : wholeHourIn(clock.now(), days);
  const requested = { id, code, startsAt, started };
  await db.service.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM accounts.account WHERE id = ${accountId}::uuid FOR UPDATE`;
    const account = await tx.account.findUnique({
      where: { id: accountId, erasing: false },
      select: { id: true },
    });
    if (!account) throw Refusal.notFound();
    // A member's own wish does not wait for admins.
    if (!waitsForApproval) await tx.erasure.deleteMany({ where: { accountId, requestedBy: { not: null } } });
    if (!(await isErasable(tx, accountId))) throw Refusal.notAllowed('ERASURE_ALREADY_REQUESTED');
    if ((await readShareholding(tx, accountId)).indispensable) throw Refusal.notAllowed('SHARE_STILL_NEEDED');
    const requestedBy = waitsForApproval ? audit.actor : null;
    await tx.erasure.createMany({
      data: [{ id, codeHash: receiptHash(code), cause, accountId, startsAt, requestedBy }],
    });
    await appendAudit(tx, clock, {
      kind: 'erasure.requested',
      actor: audit.actor,
      details: { ...audit.details, erasure: id, cause },
    });
    await keepOutcome(tx, once, JSON.stringify(requested));
    if (started) await beginIn(tx, services, id);
    else if (!waitsForApproval)
      await queueMail(services, tx, accountId, 'erasure_started', { beginsOn: dayOf(startsAt) });
  });
  if (started) {
    // The minute's job carries on whatever this does not reach.
    runErasure(services, id).catch((err) => logger.error({ err }, 'an erasure could not be carried on'));
  }
  return requested;
}

/** What `requestErasure` answered, from what was kept of it. */
export function requestedOnce(result: string): RequestedErasure {
  const { id, code, startsAt, started } = JSON.parse(result) as RequestedErasure;
  return { id, code, startsAt: new Date(startsAt), started };
}

async function isErasable(tx: Tx, accountId: PhysicianId): Promise<boolean> {
  return (await tx.erasure.count({ where: { accountId } })) === 0;
}
