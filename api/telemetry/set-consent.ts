import { consentVersions, type Processor } from '../../analytics/processors.ts';
import type { Actor } from '../access/actor.ts';
import { ensurePseudonym } from '../identity/pseudonyms.ts';
import { toHour } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { isConfigured } from './configured.ts';
import { dropWaiting } from './drop-waiting.ts';
import { listConsents } from './list-consents.ts';
import { recordEvent } from './record-event.ts';
import type { ConsentState } from './types.ts';

/**
 * She lets a processor know her by a pseudonym, or no longer. From the next event on; what waits with her pseudonym goes
 * when she withdraws. The pseudonym itself stays with us until she leaves: by it alone can what was sent be deleted.
 * @throws Refusal PROCESSOR_NOT_CONFIGURED where there is nothing to agree to; PSEUDONYMS_UNAVAILABLE before the first
 * ceremony. Withdrawing is always possible.
 */
export async function setConsent(
  services: Services,
  actor: Actor,
  { processor, agreed }: { processor: Processor; agreed: boolean },
): Promise<ConsentState> {
  const { db, keyring, config, clock } = services;
  if (agreed) {
    if (!isConfigured(config, processor)) throw Refusal.notAllowed('PROCESSOR_NOT_CONFIGURED');
    await ensurePseudonym(db.service, keyring, actor.id, processor);
  }
  const answer = { agreed, version: consentVersions[processor], changedAt: toHour(clock.now()) };
  await db.service.$transaction(async (tx) => {
    await tx.consent.upsert({
      where: { accountId_processor: { accountId: actor.id, processor } },
      create: { accountId: actor.id, processor, ...answer },
      update: answer,
      select: { processor: true },
    });
    await recordEvent(tx, services, actor.id, 'consent.changed', { processor, agreed });
    if (!agreed) await dropWaiting(tx, keyring, actor.id, processor);
  });
  const states = await listConsents(services, actor.id);
  const state = states.find((one) => one.processor === processor);
  if (!state) throw Refusal.notAllowed('PROCESSOR_NOT_CONFIGURED');
  return state;
}
