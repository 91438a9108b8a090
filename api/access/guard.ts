import type { AttemptLimits } from './attempt-limits.ts';
import type { KnownDevices } from './known-devices.ts';
import type { SecurityLog } from './security-log.ts';

/** What stands between a stranger and an account; made once per process. */
export interface SignInGuard {
  limits: AttemptLimits;
  devices: KnownDevices;
  security: SecurityLog;
}
