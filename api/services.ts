import type { Config } from './config.ts';
import type { Keyring } from './identity/crypto/keyring.ts';
import type { DecoderPool } from './images/decoding/decoder-pool.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database/database.ts';
import type { Logger } from './platform/logger.ts';
import type { Storage } from './platform/storage/storage.ts';
import type { ErrorReporter } from './telemetry/errors/report-errors.ts';
import type { Tracing } from './telemetry/traces/tracing.ts';

/** What every request and job works with; made once per process. */
export interface Services {
  config: Config;
  db: Database;
  keyring: Keyring;
  clock: Clock;
  logger: Logger;
  /** Tests of crashes alone: called at every moment at which an erasure can be cut off. */
  atFaultPoint?: (name: string) => Promise<void>;
  /** Absent or null where Bugsnag is off. */
  errors?: ErrorReporter | null;
  /** Absent or null where Honeycomb is off. */
  tracing?: Tracing | null;
  /** The bytes of images. */
  storage: Storage;
  decoders: DecoderPool;
}
