import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { dropWaiting } from './drop-waiting.ts';

/**
 * Her consents and all that still waits to be sent of her. The consents first: without them nothing new is recorded.
 * Her pseudonyms stay until the processors have deleted what they hold (see `destroyPseudonyms`). Again without effect.
 */
export async function eraseTelemetry(services: Services, physicianId: PhysicianId): Promise<void> {
  const { db, keyring } = services;
  await db.service.consent.deleteMany({ where: { accountId: physicianId } });
  await dropWaiting(db.service, keyring, physicianId, 'everywhere');
}
