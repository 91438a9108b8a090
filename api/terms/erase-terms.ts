import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/** Forgets which versions she has accepted. */
export async function eraseTerms({ db }: Services, physicianId: PhysicianId): Promise<void> {
  await db.service.termsAcceptance.deleteMany({ where: { accountId: physicianId } });
}
