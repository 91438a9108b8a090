import { tmpdir } from 'node:os';
import { readConfig } from '../../api/config.ts';
import { parseKeyring } from '../../api/identity/crypto/keyring.ts';
import { openDatabase } from '../../api/platform/database/database.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { imageServices } from './image-services.ts';
import { deliverAfterTheHour, testToken } from './telemetry.ts';
import { TestClock } from './world.ts';

/**
 * A program that delivers what waits and is killed when the processor has everything and nobody has heard of it yet.
 * For tests/flows/telemetry-delivery.test.ts.
 */
export interface DeliveryErrand {
  service: string;
  lookup: string;
  keyring: string;
  now: string;
  mixpanelUrl: string;
}

const errand = JSON.parse(process.argv[2] ?? '') as DeliveryErrand;
const original = globalThis.fetch;
globalThis.fetch = async (...request) => {
  await original(...request);
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

const config = readConfig({
  NODE_ENV: 'test',
  KONSILIUM_DATA: tmpdir(),
  MIXPANEL_TOKEN: testToken,
  MIXPANEL_API_URL: errand.mixpanelUrl,
});
await deliverAfterTheHour({
  config,
  db: openDatabase(errand, 4),
  keyring: parseKeyring(errand.keyring),
  clock: new TestClock(new Date(errand.now)),
  logger: createLogger('silent'),
  ...imageServices(config),
});
process.stdout.write('survived');
