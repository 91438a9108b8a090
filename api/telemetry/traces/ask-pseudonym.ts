import type { Processor } from '../../../analytics/processors.ts';
import { pseudonymFor } from '../../identity/pseudonyms.ts';
import { toHour } from '../../platform/clock.ts';
import type { PhysicianId } from '../../platform/ids.ts';
import type { Services } from '../../services.ts';
import { consentOf } from '../consents.ts';

const processor: Processor = 'HONEYCOMB';

/** Answers a question to be asked later: her pseudonym at Honeycomb, where she agreed before this hour and does still. */
export type AskPseudonym = (physician: PhysicianId) => () => Promise<string | null>;

export interface PseudonymDesk {
  ask: AskPseudonym;
  /** Forgets the answers: whoever is asked next looks anew. */
  forget(): void;
}

/**
 * Nobody waits for the answer at the time of the act, and the database is asked once for all that one member did in an
 * hour. An agreement counts from the hour after it: it is kept to the hour, and what came before it in the same hour
 * must stay without a pseudonym.
 */
export function openPseudonymDesk(services: () => Services): PseudonymDesk {
  const answers = new Map<string, Promise<string | null>>();
  return {
    ask(physician) {
      const hour = toHour(services().clock.now());
      return () => {
        const question = `${physician} ${hour.getTime()}`;
        const known = answers.get(question) ?? find(services(), physician, hour);
        answers.set(question, known);
        return known;
      };
    },
    forget: () => answers.clear(),
  };
}

async function find(services: Services, physician: PhysicianId, hour: Date): Promise<string | null> {
  const rows = await services.db.service.$queryRaw<unknown[]>`
    SELECT 1 FROM telemetry.consent consent
    WHERE ${consentOf(physician, processor)} AND consent.changed_at < ${hour}::timestamptz`;
  if (rows.length === 0) return null;
  return (await pseudonymFor(services, physician, processor))?.pseudonym ?? null;
}
