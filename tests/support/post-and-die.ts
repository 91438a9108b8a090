import { tmpdir } from 'node:os';
import { findActor } from '../../api/access/actor.ts';
import { requirePhysician } from '../../api/access/grants.ts';
import { postAnswer } from '../../api/answers/post-answer.ts';
import { readConfig } from '../../api/config.ts';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { parseKeyring } from '../../api/identity/crypto/keyring.ts';
import { systemClock } from '../../api/platform/clock.ts';
import { openDatabase } from '../../api/platform/database/database.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import { createLogger } from '../../api/platform/logger.ts';
import type { Services } from '../../api/services.ts';
import { question } from './forum.ts';
import { imageServices } from './image-services.ts';

/**
 * A program that posts anonymously and is killed while doing so: before the content's transaction, when the claim is
 * already written, or right after it, before anybody has heard of it. For tests/flows/killed-while-posting.test.ts.
 */
export interface Errand {
  service: string;
  lookup: string;
  keyring: string;
  physician: string;
  /** Null: asks a question. Else: answers this one. */
  consultation: ConsultationId | null;
  die: 'before the content' | 'after the content';
}

const errand = JSON.parse(process.argv[2] ?? '') as Errand;
const db = openDatabase(errand, 4);

const die = () => process.kill(process.pid, 'SIGKILL');

/** What inserts content: one raw statement for a question, a transaction for an answer. */
function insertsContent(method: string | symbol, [first]: unknown[]): boolean {
  if (method === '$transaction') return true;
  const sql = typeof first === 'object' && first !== null && 'sql' in first ? String(first.sql) : '';
  return method === '$executeRaw' && sql.includes('INSERT INTO forum.');
}

const service = new Proxy(db.service, {
  get(target, method) {
    const value: unknown = Reflect.get(target, method);
    if (typeof value !== 'function') return value;
    return async (...args: unknown[]) => {
      const content = insertsContent(method, args);
      if (content && errand.die === 'before the content') die();
      const result: unknown = await value.apply(target, args);
      if (content) die();
      return result;
    };
  },
});

const config = readConfig({ NODE_ENV: 'test', KONSILIUM_DATA: tmpdir() });
const services: Services = {
  config,
  db: { ...db, service },
  keyring: parseKeyring(errand.keyring),
  clock: systemClock,
  logger: createLogger('silent'),
  tracing: null,
  ...imageServices(config),
};
const actor = await findActor(db.service, errand.physician);
if (!actor) throw new Error('nobody to post');
const grant = requirePhysician(actor);
if (errand.consultation === null) {
  await postConsultation(services, grant, { ...question, anonymous: true, holdBack: 'AT_ONCE' });
} else {
  await postAnswer(services, grant, {
    consultationId: errand.consultation,
    body: 'Kontrollera ferritin och transferrinmättnad först.',
    anonymous: true,
    holdBack: 'AT_ONCE',
  });
}
process.stdout.write('survived');
