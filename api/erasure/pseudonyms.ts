import { openErasureSecret, sealErasureSecret } from '../identity/erasure-secret.ts';
import type { ErasureId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import type { Processor } from './types.ts';

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

/** Adds to what is remembered. Before the pseudonyms themselves are destroyed: a crash between must not lose one. */
export async function rememberPseudonyms(
  { db, keyring }: Services,
  id: ErasureId,
  found: readonly { processor: Processor; pseudonym: string }[],
): Promise<void> {
  const row = await db.service.erasure.findUnique({ where: { id }, select: { secret: true } });
  const before = row?.secret ? openErasureSecret(keyring, id, row.secret).pseudonyms : {};
  const pseudonyms: Record<string, string[]> = {};
  for (const processor of ['mixpanel', 'bugsnag', 'honeycomb'] as const) {
    const now = found.filter((one) => one.processor === processor).map(({ pseudonym }) => pseudonym);
    pseudonyms[processor] = [...new Set([...(before[processor] ?? []), ...now])];
  }
  await db.service.erasure.updateMany({
    where: { id, state: 'RUNNING' },
    data: { secret: sealErasureSecret(keyring, id, { pseudonyms }) },
  });
}
