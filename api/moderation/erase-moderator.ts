import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/** Her cases become free again, and the decisions she took, which stay, no longer say that they were hers. */
export async function eraseModerator({ db }: Services, physicianId: PhysicianId): Promise<void> {
  await db.service.moderationCase.updateMany({
    where: { takenBy: physicianId },
    data: { takenBy: null, takenAt: null },
  });
  await db.service.$executeRaw`SELECT moderation.forget_moderator(${physicianId}::uuid)`;
}
