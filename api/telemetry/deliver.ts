import type { Outcome } from '../../analytics/delivery.ts';
import { type Owners, type PseudonymId, readPseudonyms } from '../identity/pseudonyms.ts';
import type { Services } from '../services.ts';
import { backOffMs } from './back-off.ts';
import type { Courier, Parcel } from './courier.ts';
import { listCouriers } from './couriers.ts';
import {
  countRefusal,
  dropExcess,
  giveBack,
  removeItems,
  setAside,
  type Taken,
  takeBatch,
} from './outbox.ts';

/** What a processor refuses so often, alone, is set aside. */
export const refusalsBeforeSettingAside = 5;
const betweenRefusalsMs = 10 * 60 * 1000;
/** One run of the job; the next comes in a minute. */
const runMs = 40_000;

/**
 * Sends what waits, processor by processor; each has its own back-off, and none waits for another's. Nothing is lost by
 * a crash: a row goes only when its processor has said yes, and what died in between is sent once more under the same
 * key, by which the processor tells that it has it.
 */
export async function deliverTelemetry(services: Services): Promise<void> {
  const couriers = await listCouriers(services);
  await Promise.all(couriers.map((courier) => deliverAll(services, courier)));
}

async function deliverAll(services: Services, courier: Courier): Promise<void> {
  const { db, clock } = services;
  await trim(services, courier);
  const owners: Owners = new Map();
  const started = Date.now();
  while (Date.now() - started < runMs) {
    const state = await db.service.processorState.findUniqueOrThrow({
      where: { processor: courier.processor },
      select: { retryAt: true },
    });
    if (state.retryAt && state.retryAt > clock.now()) return;
    const taken = await takeBatch(db.service, courier.processor, courier.batchSize, clock.now());
    if (taken.length === 0) return;
    if (!(await deliverBatch(services, courier, taken, owners))) return;
  }
}

/** @returns whether it is worth going on. */
async function deliverBatch(
  services: Services,
  courier: Courier,
  taken: readonly Taken[],
  owners: Owners,
): Promise<boolean> {
  const { db } = services;
  const { parcels, ownerless, unfit } = await pack(services, courier, taken, owners);
  await removeItems(db.service, ownerless);
  if (unfit.length > 0) await setAside(db.service, unfit, 'NOT IN THE CATALOGUE');
  if (parcels.length === 0) return true;
  return settle(services, courier, parcels, await courier.send(parcels), taken);
}

/**
 * Pseudonyms and consents are read at the last moment: what is of a destroyed one goes unsent, and what an act that was
 * under way put into the queue behind a withdrawal.
 */
async function pack({ db, keyring }: Services, courier: Courier, taken: readonly Taken[], owners: Owners) {
  const ids = taken.flatMap(({ pseudonymId }) => pseudonymId ?? []);
  const known = await readPseudonyms(db.service, keyring, courier.processor, ids, owners);
  const isOwnerless = (id: PseudonymId | null) => id !== null && !known.has(id);
  const ownerless = taken.filter(({ pseudonymId }) => isOwnerless(pseudonymId)).map(({ id }) => id);
  const all: Parcel[] = taken
    .filter(({ pseudonymId }) => !isOwnerless(pseudonymId))
    .map(({ id, payload, hour, pseudonymId }) => ({
      id,
      payload,
      hour,
      pseudonym: pseudonymId === null ? null : (known.get(pseudonymId) ?? null),
    }));
  const parcels = all.filter((parcel) => courier.accepts(parcel));
  const unfit = all.filter((parcel) => !parcels.includes(parcel)).map(({ id }) => id);
  return { parcels, ownerless, unfit };
}

async function settle(
  services: Services,
  { processor }: Courier,
  parcels: readonly Parcel[],
  outcome: Outcome,
  taken: readonly Taken[],
): Promise<boolean> {
  const { db, clock, logger } = services;
  const ids = parcels.map(({ id }) => id);
  const now = clock.now();
  return db.service.$transaction(async (tx) => {
    const remember = (data: object) =>
      tx.processorState.updateMany({ where: { processor }, data: { ...data, lastAnswerAt: now } });
    if (outcome.kind === 'accepted') {
      await removeItems(tx, ids);
      const delivered = { increment: ids.length };
      await remember({ failures: 0, retryAt: null, lastAnswer: 'OK', delivered });
      return true;
    }
    const { answer } = outcome;
    if (outcome.kind === 'later') {
      await giveBack(tx, ids);
      const state = await tx.processorState.findUniqueOrThrow({
        where: { processor },
        select: { failures: true },
      });
      const failures = state.failures + 1;
      const wait = backOffMs(failures, outcome.retryAfterMs, Math.random());
      await remember({ failures, retryAt: new Date(now.getTime() + wait), lastAnswer: answer });
      logger.warn({ processor, answer, failures, wait }, 'a processor did not take what was sent');
      return false;
    }
    await remember({ lastAnswer: `REFUSED, ${answer}` });
    const refusals = (taken.find(({ id }) => id === ids[0])?.attempts ?? 0) + 1;
    if (ids.length === 1 && refusals >= refusalsBeforeSettingAside) {
      await setAside(tx, ids, answer);
      logger.error({ processor, answer }, 'something was set aside that a processor keeps refusing');
    } else {
      // One of a batch is at fault, nobody knows which: from now on each of them goes alone.
      const notBefore = ids.length > 1 ? null : new Date(now.getTime() + betweenRefusalsMs);
      await countRefusal(tx, ids, notBefore);
    }
    return true;
  });
}

async function trim(services: Services, { processor, oldestMs }: Courier): Promise<void> {
  const { db, clock, config, logger } = services;
  const oldest = oldestMs === null ? null : new Date(clock.now().getTime() - oldestMs);
  const dropped = await db.service.$transaction(async (tx) => {
    const count = await dropExcess(tx, processor, config.telemetryQueueLimit, oldest);
    if (count > 0) {
      await tx.processorState.updateMany({ where: { processor }, data: { dropped: { increment: count } } });
    }
    return count;
  });
  if (dropped > 0)
    logger.warn({ processor, dropped }, 'events were dropped: too many wait, or they are too old');
}
