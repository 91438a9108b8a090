import { consentVersions, type Processor } from '../../analytics/processors.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';

/**
 * Whether she agrees, now, that this processor knows her by a pseudonym. Asked anew for every event: another process may
 * have heard her answer.
 */
export async function hasConsent(db: Tx, physician: PhysicianId, processor: Processor): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM telemetry.consent consent WHERE ${consentOf(physician, processor)}`;
  return rows.length > 0;
}

/** Who of these, or of all, agrees now that this processor knows her by a pseudonym. */
export async function listAgreeing(
  db: Tx,
  processor: Processor,
  among: readonly PhysicianId[] | 'all' = 'all',
): Promise<PhysicianId[]> {
  const whose = among === 'all' ? {} : { accountId: { in: [...new Set(among)] } };
  const rows = await db.consent.findMany({
    where: { ...whose, processor, agreed: true, version: consentVersions[processor] },
    select: { accountId: true },
  });
  return rows.map(({ accountId }) => accountId as PhysicianId);
}

/** Literals and not parameters: each one more is felt in a statement that every post is waiting for. */
export const processorLiterals: Record<Processor, Prisma.Sql> = {
  MIXPANEL: Prisma.sql`'MIXPANEL'`,
  BUGSNAG: Prisma.sql`'BUGSNAG'`,
  HONEYCOMB: Prisma.sql`'HONEYCOMB'`,
};

/** The condition on a row of `telemetry.consent`, called `consent`, that it is her agreement to what is sent today. */
export function consentOf(physician: PhysicianId, processor: Processor): Prisma.Sql {
  return Prisma.sql`consent.account_id = ${physician}::uuid AND consent.agreed
    AND consent.processor = ${processorLiterals[processor]}
    AND consent.version = ${Prisma.raw(String(consentVersions[processor]))}`;
}
