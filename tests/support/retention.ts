import type { PhysicianId } from '../../api/platform/ids.ts';
import type { World } from './world.ts';

/** What there is of an account's erasure, at whatever step it stands. */
export async function readReceipt(
  { services }: World,
  id: PhysicianId,
): Promise<{ erasing: boolean; erasures: { cause: string }[] }> {
  const account = await services.db.service.account.findUnique({ where: { id }, select: { erasing: true } });
  const erasures = await services.db.service.erasure.findMany({ select: { cause: true } });
  // Gone is what comes after erasing.
  return { erasing: account?.erasing ?? true, erasures };
}
