import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { PhysicianGrant } from '../access/grants.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { readCensus } from './census.ts';
import { type Coarsening, chooseShown, roundCount } from './policy.ts';

export interface AnonymityMeter {
  readonly specialtyCode: string | null;
  /** Rounded down; null below the threshold. */
  readonly colleagues: number | null;
  readonly threshold: number;
  readonly coarsened: readonly Coarsening[];
}

export const meterReadings = { points: 120, duration: 600 } as const;

/**
 * Each physician has an allowance of her own, which only this reading draws on: what she writes never shows in it, nor
 * another's in hers (ANONYMITY 55). Of this process alone, in memory.
 */
const allowance = new RateLimiterMemory({ ...meterReadings, keyPrefix: 'anonymity-meter' });

/** @throws Refusal TOO_MANY_ATTEMPTS */
export async function readMeter(services: Services, grant: PhysicianGrant): Promise<AnonymityMeter> {
  try {
    await allowance.consume(grant.physicianId);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw Refusal.notAllowed('TOO_MANY_ATTEMPTS');
    throw refused;
  }
  const threshold = services.config.anonymityThreshold;
  const census = await readCensus(services.db.service, services.clock);
  const { specialtyCode, sharers, coarsened } = chooseShown(census, grant.specialtyCode, threshold);
  return { specialtyCode, colleagues: roundCount(sharers, threshold), threshold, coarsened };
}
