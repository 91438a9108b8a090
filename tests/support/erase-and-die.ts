import { writeSync } from 'node:fs';
import { type Config, readConfig } from '../../api/config.ts';
import { runErasures } from '../../api/erasure/run-erasures.ts';
import { parseKeyring } from '../../api/identity/crypto/keyring.ts';
import { DecoderPool } from '../../api/images/decoding/decoder-pool.ts';
import { openDatabase } from '../../api/platform/database/database.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { openStorage } from '../../api/platform/storage/open-storage.ts';
import type { Services } from '../../api/services.ts';
import { TestClock } from './world.ts';

/**
 * A program that carries erasures on, and is killed at the first of some moments that it comes to: it says which. For tests/flows/erasure-crashes.test.ts.
 */
export interface ErasureErrand {
  service: string;
  lookup: string;
  keyring: string;
  now: string;
  config: object;
  dieAt: string[];
}

const errand = JSON.parse(process.argv[2] ?? '') as ErasureErrand;
const config: Config = Object.assign(readConfig({ NODE_ENV: 'test' }), errand.config);
const services: Services = {
  config,
  tracing: null,
  storage: openStorage(config),
  decoders: new DecoderPool(),
  db: openDatabase(errand, 4),
  keyring: parseKeyring(errand.keyring),
  clock: new TestClock(new Date(errand.now)),
  logger: createLogger('silent'),
  atFaultPoint: async (name) => {
    if (!errand.dieAt.includes(name)) return;
    writeSync(1, name);
    process.kill(process.pid, 'SIGKILL');
    // The signal may take a moment to arrive, in which nothing more may happen.
    await new Promise<void>(() => undefined);
  },
};
await runErasures(services);
process.exit();
