import { type Processor, processors } from '../../analytics/processors.ts';
import { openErasureSecret, sealErasureSecret } from '../identity/erasure-secret.ts';
import { destroyPseudonyms, listPseudonyms } from '../identity/pseudonyms.ts';
import type { ErasureId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import type { StepContext, StepOutcome } from './types.ts';

/** What a processor knew her by; kept encrypted with the erasure until every processor has confirmed. */
export async function readPseudonyms(
  { db, keyring }: Services,
  id: ErasureId,
  processor: Processor,
): Promise<readonly string[]> {
  const row = await db.service.erasure.findUnique({ where: { id }, select: { secret: true } });
  if (!row?.secret) return [];
  return openErasureSecret(keyring, id, row.secret).pseudonyms[processor] ?? [];
}

/**
 * Takes her pseudonyms out of the vault: from now on no lookup resolves them. What the processors must be asked to delete
 * is remembered first. One that is found later than the first time sets the processors' steps back.
 */
export async function forgetPseudonyms(context: StepContext): Promise<StepOutcome> {
  const { services, physicianId, erasureId } = context;
  const found = await listPseudonyms(services, physicianId);
  await remember(services, erasureId, found);
  await context.point('pseudonyms:remembered');
  await destroyPseudonyms(services, physicianId);
  return { state: 'DONE' };
}

async function remember(
  { db, keyring }: Services,
  id: ErasureId,
  found: readonly { processor: Processor; pseudonym: string }[],
): Promise<void> {
  await db.service.$transaction(async (tx) => {
    const row = await tx.erasure.findUnique({ where: { id }, select: { secret: true } });
    const before = row?.secret ? openErasureSecret(keyring, id, row.secret).pseudonyms : {};
    const pseudonyms = Object.fromEntries(
      processors.map((processor) => {
        const now = found.filter((one) => one.processor === processor).map(({ pseudonym }) => pseudonym);
        return [processor, [...new Set([...(before[processor] ?? []), ...now])]];
      }),
    );
    await tx.erasure.updateMany({
      where: { id, state: 'RUNNING' },
      data: { secret: sealErasureSecret(keyring, id, { pseudonyms }) },
    });
    const isNew = found.some(({ processor, pseudonym }) => !before[processor]?.includes(pseudonym));
    if (!isNew) return;
    await tx.erasureStep.updateMany({
      where: { erasureId: id, name: { in: [...processorSteps] }, state: { in: ['DONE', 'NOT_APPLICABLE'] } },
      data: { state: 'PENDING', nextTry: null },
    });
  });
}

/** The names of the steps that need what is remembered here. */
export const processorSteps = ['mixpanel_profile', 'mixpanel_events', 'bugsnag', 'honeycomb'] as const;
