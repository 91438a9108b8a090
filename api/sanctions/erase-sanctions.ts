import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/** What was set on her name. What was set on an alias goes with the alias, and never stood in the way. */
export async function eraseSanctions({ db }: Services, physicianId: PhysicianId): Promise<void> {
  await db.service.$executeRaw`SELECT moderation.forget_sanctions_of_account(${physicianId}::uuid)`;
}
