import { setImmediate } from 'node:timers/promises';
import {
  type AnonymousEvent,
  type AnonymousProperties,
  type CheckedEvent,
  checkAnonymousEvent,
  checkNamedEvent,
  EventError,
  type Exactly,
  type NamedEvent,
  type NamedProperties,
} from '../../analytics/mixpanel/events.ts';
import { Prisma } from '../../prisma/client/client.ts';
import { ownerTagOf } from '../identity/pseudonyms.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { newId, type PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { consentOf, processorLiterals } from './consents.ts';

/**
 * Tells of an act under a name, in the transaction of the act: both happen or neither. Nothing at all is written unless
 * Mixpanel is configured and she agrees; then a row that waits to be sent, with her pseudonym's row id and the hour.
 *
 * For an act under her name only. What she did anonymously, and what nobody is told was hers (a mark, a report), goes
 * to `countAnonymous`.
 */
export async function recordEvent<Name extends NamedEvent, Given extends NamedProperties<Name>>(
  tx: Tx,
  services: Services,
  physician: PhysicianId,
  name: Name,
  properties: Exactly<NamedProperties<Name>, Given>,
): Promise<void> {
  const insertion = eventInsertion(services, physician, name, properties);
  if (insertion) await tx.$executeRaw(insertion);
}

/**
 * Counts an act whose author is not shown, in the transaction of the act. Who she is and what she agrees to plays no
 * part, so that nothing differs with it. Nothing is sent of it but with nine others at least.
 * @param at when the act is to be seen: of a post that is held back, when it is published.
 */
export async function countAnonymous<Name extends AnonymousEvent, Given extends AnonymousProperties<Name>>(
  tx: Tx,
  services: Services,
  name: Name,
  properties: Exactly<AnonymousProperties<Name>, Given>,
  at: Date = services.clock.now(),
): Promise<void> {
  const insertion = markInsertion(services, name, properties, at);
  if (insertion) await tx.$executeRaw(insertion);
}

/**
 * The statement of `recordEvent`, for a command that has its own to put it in. Null where nothing is to be told. Call it
 * before something that the database is asked: it is computed while that is being waited for.
 */
export function prepareEvent<Name extends NamedEvent, Given extends NamedProperties<Name>>(
  services: Services,
  physician: PhysicianId,
  name: Name,
  properties: Exactly<NamedProperties<Name>, Given>,
): Promise<Prisma.Sql | null> {
  if (!services.config.mixpanel) return Promise.resolve(null);
  const preparing = setImmediate().then(() => eventInsertion(services, physician, name, properties));
  // An act that is refused never waits for it.
  preparing.catch(() => undefined);
  return preparing;
}

function eventInsertion<Name extends NamedEvent, Given extends NamedProperties<Name>>(
  services: Services,
  physician: PhysicianId,
  name: Name,
  properties: Exactly<NamedProperties<Name>, Given>,
): Prisma.Sql | null {
  if (!services.config.mixpanel) return null;
  const checked = pass(services, () => checkNamedEvent(name, properties));
  if (!checked) return null;
  return Prisma.sql`
    INSERT INTO telemetry.outbox (id, processor, pseudonym_id, payload, hour)
    SELECT ${newId()}::uuid, processor, id, ${JSON.stringify(checked)}, ${toHour(services.clock.now())}::timestamptz
    FROM vault.pseudonym
    WHERE owner_tag = ${ownerTagOf(services.keyring, physician)}::bytea AND processor = ${processorLiterals.MIXPANEL}
      AND EXISTS (SELECT FROM telemetry.consent consent WHERE ${consentOf(physician, 'MIXPANEL')})`;
}

/** The statement of `countAnonymous`. Null where nothing is to be counted. */
export function markInsertion<Name extends AnonymousEvent, Given extends AnonymousProperties<Name>>(
  services: Services,
  name: Name,
  properties: Exactly<AnonymousProperties<Name>, Given>,
  at: Date = services.clock.now(),
): Prisma.Sql | null {
  if (!services.config.mixpanel) return null;
  const checked = pass(services, () => checkAnonymousEvent(name, properties));
  if (!checked) return null;
  return Prisma.sql`
    INSERT INTO telemetry.anonymous_mark (id, payload, hour)
    VALUES (${newId()}::uuid, ${JSON.stringify(checked)}, ${toHour(at)}::timestamptz)`;
}

/** An event that is not in the catalogue is ours to mend: it is not told, and no doctor's act fails by it. */
function pass({ logger }: Services, check: () => CheckedEvent): CheckedEvent | null {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof EventError)) throw error;
    logger.error({ err: error }, 'an event that is not in the catalogue was not recorded');
    return null;
  }
}
