import type { Processor } from '../../analytics/processors.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import { newId, type PhysicianId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { hasConsent, listAgreeing } from '../telemetry/consents.ts';
import type { Keyring } from './crypto/keyring.ts';
import {
  decryptPseudonym,
  encryptPseudonym,
  type Pseudonym,
  type PseudonymId,
  pseudonymOwnerTag,
  pseudonymSealTag,
} from './crypto/pseudonym-cipher.ts';
import { makeSeal, pseudonymSubject } from './crypto/seal.ts';
import { findCurrentEpoch } from './epochs.ts';

export type { Pseudonym, PseudonymId };

/** One pseudonym of one physician. */
export interface OwnPseudonym {
  id: PseudonymId;
  processor: Processor;
  pseudonym: Pseudonym;
}

/**
 * By what this processor may know her: her pseudonym there, made now if she has none. Null unless she agrees: then
 * nothing that is sent may bear any.
 *
 * Never for an act that can be anonymous, whether or not this one is (ANONYMITY 53).
 * @throws Refusal PSEUDONYMS_UNAVAILABLE before the first ceremony.
 */
export async function pseudonymFor(
  services: Services,
  physician: PhysicianId,
  processor: Processor,
): Promise<OwnPseudonym | null> {
  const db = services.db.service;
  if (!(await hasConsent(db, physician, processor))) return null;
  await ensurePseudonym(db, services.keyring, physician, processor);
  return (await readOwn(db, services.keyring, physician)).find((own) => own.processor === processor) ?? null;
}

/**
 * Gives her a pseudonym at this processor unless she has one, with its seal: no pseudonym that a lookup could not
 * resolve. Drawn at random, so that it means nothing once the row is gone. Of two calls at once one makes it.
 * @throws Refusal PSEUDONYMS_UNAVAILABLE before the first ceremony.
 */
export async function ensurePseudonym(
  db: Tx,
  keyring: Keyring,
  physician: PhysicianId,
  processor: Processor,
): Promise<void> {
  const ownerTag = pseudonymOwnerTag(keyring, physician);
  if (await db.pseudonym.findFirst({ where: { ownerTag, processor }, select: { id: true } })) return;
  const epoch = await findCurrentEpoch(db);
  if (!epoch) throw Refusal.notAllowed('PSEUDONYMS_UNAVAILABLE');
  const pseudonym = newId<Pseudonym>();
  const row = encryptPseudonym(keyring, { id: newId(), ownerTag, processor }, pseudonym);
  const context = { alias: pseudonymSubject(processor, pseudonym), consultation: processor };
  const seal = makeSeal(epoch, context, physician);
  await db.$executeRaw(Prisma.sql`
    WITH made AS (
      INSERT INTO vault.pseudonym (id, owner_tag, processor, nonce, ciphertext)
      VALUES (${row.id}::uuid, ${ownerTag}::bytea, ${processor}::telemetry."Processor",
        ${Uint8Array.from(row.nonce)}::bytea, ${Uint8Array.from(row.ciphertext)}::bytea)
      ON CONFLICT (owner_tag, processor) DO NOTHING RETURNING id)
    INSERT INTO vault.pseudonym_seal (tag, epoch, ephemeral, nonce, ciphertext)
    SELECT ${pseudonymSealTag(keyring, processor, pseudonym)}::bytea, ${seal.epoch}::int,
      ${Uint8Array.from(seal.ephemeral)}::bytea, ${Uint8Array.from(seal.nonce)}::bytea,
      ${Uint8Array.from(seal.ciphertext)}::bytea
    FROM made`);
}

/** All that she is known by, whatever she agrees to now. Only on her own behalf: her export, her erasure. */
export async function listPseudonyms(services: Services, physician: PhysicianId): Promise<OwnPseudonym[]> {
  return readOwn(services.db.service, services.keyring, physician);
}

/**
 * Forgets by what she is known, at one processor or at all, and the seals with it: from then on no lookup resolves it,
 * and what the processor still has belongs to nobody. Again without effect.
 */
export async function destroyPseudonyms(
  { db: { service: db }, keyring }: Services,
  physician: PhysicianId,
  at: Processor | 'everywhere' = 'everywhere',
): Promise<number> {
  const all = await readOwn(db, keyring, physician);
  const gone = all.filter(({ processor }) => at === 'everywhere' || processor === at);
  const tags = gone.map(({ processor, pseudonym }) => pseudonymSealTag(keyring, processor, pseudonym));
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`DELETE FROM vault.pseudonym_seal WHERE tag = ANY(${tags}::bytea[])`;
    await tx.pseudonym.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  });
  return gone.length;
}

/**
 * What stands behind rows of the outbox, for the moment of sending. Missing in the answer: one that is destroyed, and
 * one whose physician does not agree to it now.
 */
export async function readPseudonyms(
  db: Tx,
  keyring: Keyring,
  processor: Processor,
  ids: readonly PseudonymId[],
  owners: Owners = new Map(),
): Promise<Map<PseudonymId, Pseudonym>> {
  if (ids.length === 0) return new Map();
  const rows = await db.pseudonym.findMany({
    where: { processor, id: { in: [...new Set(ids)] } },
    select: columns,
  });
  const ownerOf = ({ ownerTag }: { ownerTag: Uint8Array }) => owners.get(asText(ownerTag));
  // No row says whose a pseudonym is: the tags of those who agree are made anew, and compared.
  if (rows.some((row) => !ownerOf(row))) {
    for (const physician of await listAgreeing(db, processor)) {
      owners.set(asText(pseudonymOwnerTag(keyring, physician)), physician);
    }
  }
  const concerned = rows.flatMap((row) => ownerOf(row) ?? []);
  const agreeing = new Set(await listAgreeing(db, processor, concerned));
  const agreed = rows.filter((row) => {
    const physician = ownerOf(row);
    return physician !== undefined && agreeing.has(physician);
  });
  return new Map(agreed.map((row) => [row.id as PseudonymId, decryptPseudonym(keyring, row)]));
}

/** Whose tag it is, of one processor, for a run of batches: not to be kept longer. */
export type Owners = Map<string, PhysicianId>;

const asText = (tag: Uint8Array) => Buffer.from(tag).toString('base64');

/** Under what tags her seals stand, by which she finds that one of them was opened. */
export async function listSealTags(
  db: Tx,
  keyring: Keyring,
  physician: PhysicianId,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const own = await readOwn(db, keyring, physician);
  return own.map(({ processor, pseudonym }) => pseudonymSealTag(keyring, processor, pseudonym));
}

/** The tag under which her pseudonyms stand, for the statement that writes an event. */
export const ownerTagOf = pseudonymOwnerTag;

const columns = { id: true, ownerTag: true, processor: true, nonce: true, ciphertext: true } as const;

async function readOwn(db: Tx, keyring: Keyring, physician: PhysicianId): Promise<OwnPseudonym[]> {
  const ownerTag = pseudonymOwnerTag(keyring, physician);
  const rows = await db.pseudonym.findMany({ where: { ownerTag }, select: columns });
  return rows.map((row) => ({
    id: row.id as PseudonymId,
    processor: row.processor,
    pseudonym: decryptPseudonym(keyring, row),
  }));
}
