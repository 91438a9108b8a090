import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { endSessions } from './account-sessions.ts';

/** Ends every session of hers. */
export const eraseSessions = (services: Services, physicianId: PhysicianId): Promise<void> =>
  endSessions(services, physicianId, null);
