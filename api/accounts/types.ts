import type { AccountStatus } from '../../prisma/client/enums.ts';
import type { PhysicianId } from '../platform/ids.ts';

/** What colleagues may see of a physician. */
export interface PhysicianProfile {
  id: PhysicianId;
  name: string;
  specialtyCode: string | null;
}

/** What technical admins see of an account. */
export interface AccountRecord {
  id: PhysicianId;
  name: string;
  email: string;
  status: AccountStatus;
  specialtyCode: string | null;
  licenceNumber: string | null;
  isModerator: boolean;
  isTechnicalAdmin: boolean;
  /** A date, YYYY-MM-DD. */
  registeredOn: string;
}
