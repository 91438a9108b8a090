import { readConfig } from '../../api/config.ts';
import { makeExports } from '../../api/exports/make-exports.ts';
import { parseKeyring } from '../../api/identity/crypto/keyring.ts';
import { openDatabase } from '../../api/platform/database/database.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { imageServices } from './image-services.ts';

/** A program that makes the archive that waits and is killed before it notes its n-th step. */
export interface Errand {
  service: string;
  lookup: string;
  keyring: string;
  dataFolder: string;
  step: number;
  now: string;
}

const errand = JSON.parse(process.argv[2] ?? '') as Errand;
const db = openDatabase(errand, 4);
let steps = 0;

const archive = new Proxy(db.service.exportArchive, {
  get(target, method) {
    const value: unknown = Reflect.get(target, method);
    if (method !== 'updateMany' || typeof value !== 'function') return value;
    return (...args: unknown[]) => {
      steps += 1;
      if (steps >= errand.step) process.kill(process.pid, 'SIGKILL');
      return value.apply(target, args);
    };
  },
});
const service = new Proxy(db.service, {
  get: (target, name) => (name === 'exportArchive' ? archive : Reflect.get(target, name)),
});
const config = readConfig({ NODE_ENV: 'test', KONSILIUM_DATA: errand.dataFolder });
await makeExports({
  config,
  db: { ...db, service },
  keyring: parseKeyring(errand.keyring),
  clock: { now: () => new Date(errand.now) },
  logger: createLogger('silent'),
  ...imageServices(config),
});
process.stdout.write('survived');
