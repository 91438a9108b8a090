import { consentVersions, processors } from '../../analytics/processors.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { isConfigured } from './configured.ts';
import type { ConsentState } from './types.ts';

/** Her answers, one per processor there is, in the order in which they are described. */
export async function listConsents(
  { db, config }: Services,
  physician: PhysicianId,
): Promise<ConsentState[]> {
  const rows = await db.service.consent.findMany({
    where: { accountId: physician },
    select: { processor: true, agreed: true, version: true, changedAt: true },
  });
  return processors.map((processor) => {
    const row = rows.find((answer) => answer.processor === processor);
    const current = row?.version === consentVersions[processor];
    return {
      processor,
      configured: isConfigured(config, processor),
      agreed: row?.agreed === true && current,
      changedAt: row?.changedAt ?? null,
      outdated: row?.agreed === true && !current,
    };
  });
}
