import { lockCase, setCustody } from '../../moderation/case-storage.ts';
import { holderOf, mayTake } from '../../moderation/custody.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { type CaseId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { isConflicted, withOwnClaims } from './conflict.ts';
import { findCase } from './data.ts';
import type { ModerationCase } from './types.ts';

/** Makes a case hers, for a day. A decided case can be taken over from whoever decided it. @throws Refusal */
export async function takeCase(
  services: Services,
  grant: ModeratorGrant,
  caseId: string,
): Promise<ModerationCase> {
  return withLockedCase(services, grant, caseId, async (tx, found, now) => {
    if (!mayTake(found, grant.moderatorId, now)) throw Refusal.notAllowed('CASE_TAKEN');
    await setCustody(tx, found.id, grant.moderatorId, toHour(now));
  });
}

/** Gives a case back; nothing happens to one that nobody has. @throws Refusal */
export async function releaseCase(
  services: Services,
  grant: ModeratorGrant,
  caseId: string,
): Promise<ModerationCase> {
  return withLockedCase(services, grant, caseId, async (tx, found, now) => {
    const holder = holderOf(found, now);
    if (holder !== null && holder !== grant.moderatorId) throw Refusal.notAllowed('CASE_TAKEN');
    await setCustody(tx, found.id, null, toHour(now));
  });
}

type LockedCase = NonNullable<Awaited<ReturnType<typeof lockCase>>>;

async function withLockedCase(
  services: Services,
  grant: ModeratorGrant,
  caseId: string,
  work: (tx: Tx, found: LockedCase, now: Date) => Promise<void>,
): Promise<ModerationCase> {
  const { db, clock } = services;
  const id = parseId<CaseId>(caseId);
  if (!id) throw Refusal.notFound();
  const moderator = await withOwnClaims(services, grant);
  const now = clock.now();
  await db.service.$transaction(async (tx) => {
    const found = await lockCase(tx, id);
    if (!found || (await isConflicted(tx, moderator, found.post))) throw Refusal.notFound();
    await work(tx, found, now);
  });
  const after = await findCase(db.service, moderator, id, now);
  if (!after) throw Refusal.notFound();
  return after;
}
