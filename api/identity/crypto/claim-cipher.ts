import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { AliasId, ConsultationId, PhysicianId } from '../../platform/ids.ts';
import { concat, frame, type RandomSource, systemRandom, u32, utf8 } from './bytes.ts';
import { hmacSha256 } from './digest.ts';
import type { Keyring } from './keyring.ts';

/** A claim as it is stored: 32 bytes of tag, 12 of nonce, 89 of ciphertext. Nothing in it tells a time or an order. */
export type ClaimRow = { id: string; tag: Uint8Array; nonce: Uint8Array; ciphertext: Uint8Array };

/** What a claim says: this alias, in this consultation, is mine. */
export type Claim = { alias: AliasId; consultation: ConsultationId };

export const CLAIM_TAG_BYTES = 32;
export const CLAIM_NONCE_BYTES = 12;
const UUID_BYTES = 36;
const PLAINTEXT_BYTES = 1 + 2 * UUID_BYTES;
const TAG_BYTES = 16;
export const CLAIM_CIPHERTEXT_BYTES = PLAINTEXT_BYTES + TAG_BYTES;

export class ClaimError extends Error {
  override readonly name = 'ClaimError';
}

/**
 * Under what tag the claim of a physician with this number is kept until the next night. 32 bytes; without the owner key
 * nobody can tell whose it is, nor that two are of one person.
 * @param salt the night's, 32 bytes.
 * @param number 0, 1, 2, …
 */
export function claimTag(
  keyring: Keyring,
  salt: Uint8Array,
  physician: PhysicianId,
  number: number,
): Uint8Array<ArrayBuffer> {
  const fields = [salt, utf8(physician), u32(number)];
  return Uint8Array.from(hmacSha256(keyring.ownerKey, frame('konsilium/v2/claim-tag', ...fields)));
}

/** The tag under which all claims of a physician stood in version 1. */
export function ownerTag(keyring: Keyring, physician: PhysicianId): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hmacSha256(keyring.ownerKey, frame('konsilium/v1/owner-tag', utf8(physician))));
}

export function encryptClaim(
  keyring: Keyring,
  row: { id: string; tag: Uint8Array },
  claim: Claim,
  random: RandomSource = systemRandom,
): ClaimRow {
  const plaintext = utf8(`1${claim.alias}${claim.consultation}`);
  if (plaintext.length !== PLAINTEXT_BYTES) throw new ClaimError('two UUIDs expected');
  const nonce = Uint8Array.from(random(CLAIM_NONCE_BYTES));
  const cipher = createCipheriv('aes-256-gcm', rowKey(keyring, row.id), nonce);
  cipher.setAAD(associatedData(row));
  const ciphertext = concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return { id: row.id, tag: row.tag, nonce, ciphertext };
}

/** @throws ClaimError if the row was altered, moved to another tag or id, or written under another keyring. */
export function decryptClaim(keyring: Keyring, row: ClaimRow): Claim {
  if (row.nonce.length !== CLAIM_NONCE_BYTES || row.ciphertext.length !== CLAIM_CIPHERTEXT_BYTES) {
    throw new ClaimError('malformed claim');
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
    return {
      alias: text.slice(1, 1 + UUID_BYTES) as AliasId,
      consultation: text.slice(1 + UUID_BYTES) as ConsultationId,
    };
  } catch (error) {
    throw new ClaimError('the claim does not open', { cause: error });
  }
}

/** A key of its own for each row: random nonces can then never collide under one key, however many claims there are. */
const rowKey = (keyring: Keyring, id: string): Uint8Array =>
  hmacSha256(keyring.claimKey, frame('konsilium/v1/claim/key', utf8(id)));

const associatedData = (row: { id: string; tag: Uint8Array }): Uint8Array =>
  frame('konsilium/v1/claim/data', utf8(row.id), row.tag);
