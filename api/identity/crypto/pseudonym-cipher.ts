import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Processor } from '../../../analytics/processors.ts';
import type { Brand, PhysicianId } from '../../platform/ids.ts';
import { concat, frame, type RandomSource, systemRandom, utf8 } from './bytes.ts';
import { hmacSha256 } from './digest.ts';
import type { Keyring } from './keyring.ts';

/** By what one processor knows one physician: a UUID v4 that stands nowhere but there and, encrypted, in our vault. */
export type Pseudonym = Brand<'Pseudonym'>;
/** Of the row that keeps it. */
export type PseudonymId = Brand<'PseudonymId'>;

/** As it is stored: 32 bytes of tag, 12 of nonce, 53 of ciphertext. */
export type PseudonymRow = {
  id: string;
  ownerTag: Uint8Array;
  processor: Processor;
  nonce: Uint8Array;
  ciphertext: Uint8Array;
};

const NONCE_BYTES = 12;
const PLAINTEXT_BYTES = 1 + 36;
const TAG_BYTES = 16;

export class PseudonymError extends Error {
  override readonly name = 'PseudonymError';
}

/**
 * Under what tag a physician's pseudonyms are kept, 32 bytes. With another key than the tag of her claims: what is sent
 * under her name must not lead to the number of her aliases.
 */
export function pseudonymOwnerTag(keyring: Keyring, physician: PhysicianId): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    hmacSha256(keyring.pseudonymKey, frame('konsilium/v1/pseudonym/owner', utf8(physician))),
  );
}

/** Under what tag the seal of a pseudonym is kept, 32 bytes: found from the pseudonym, which it does not tell. */
export function pseudonymSealTag(
  keyring: Keyring,
  processor: Processor,
  pseudonym: Pseudonym,
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    hmacSha256(keyring.pseudonymKey, frame('konsilium/v1/pseudonym/seal', utf8(processor), utf8(pseudonym))),
  );
}

export function encryptPseudonym(
  keyring: Keyring,
  row: Pick<PseudonymRow, 'id' | 'ownerTag' | 'processor'>,
  pseudonym: Pseudonym,
  random: RandomSource = systemRandom,
): PseudonymRow {
  const plaintext = utf8(`1${pseudonym}`);
  if (plaintext.length !== PLAINTEXT_BYTES) throw new PseudonymError('a UUID expected');
  const nonce = Uint8Array.from(random(NONCE_BYTES));
  const cipher = createCipheriv('aes-256-gcm', rowKey(keyring, row.id), nonce);
  cipher.setAAD(associatedData(row));
  const ciphertext = concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return { id: row.id, ownerTag: row.ownerTag, processor: row.processor, nonce, ciphertext };
}

/** @throws PseudonymError if the row was altered, moved to another owner or processor, or is of another keyring. */
export function decryptPseudonym(keyring: Keyring, row: PseudonymRow): Pseudonym {
  if (row.nonce.length !== NONCE_BYTES || row.ciphertext.length !== PLAINTEXT_BYTES + TAG_BYTES) {
    throw new PseudonymError('malformed pseudonym');
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', rowKey(keyring, row.id), row.nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(associatedData(row));
    decipher.setAuthTag(row.ciphertext.subarray(PLAINTEXT_BYTES));
    const text = Buffer.concat([
      decipher.update(row.ciphertext.subarray(0, PLAINTEXT_BYTES)),
      decipher.final(),
    ]).toString('utf8');
    return text.slice(1) as Pseudonym;
  } catch (error) {
    throw new PseudonymError('the pseudonym does not open', { cause: error });
  }
}

const rowKey = (keyring: Keyring, id: string): Uint8Array =>
  hmacSha256(keyring.pseudonymKey, frame('konsilium/v1/pseudonym/key', utf8(id)));

const associatedData = (row: Pick<PseudonymRow, 'id' | 'ownerTag' | 'processor'>): Uint8Array =>
  frame('konsilium/v1/pseudonym/data', utf8(row.id), row.ownerTag, utf8(row.processor));
