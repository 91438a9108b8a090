import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { AliasId, ConsultationId, PhysicianId } from '../../platform/ids.ts';
import { concat, frame, type RandomSource, systemRandom, utf8 } from './bytes.ts';
import { hmacSha256 } from './digest.ts';
import type { Keyring } from './keyring.ts';

/** A claim as it is stored: 32 bytes of tag, 12 of nonce, 89 of ciphertext. Nothing in it tells a time or an order. */
export type ClaimRow = { id: string; ownerTag: Uint8Array; nonce: Uint8Array; ciphertext: Uint8Array };

/** What a claim says: this alias, in this consultation, is mine. */
export type Claim = { alias: AliasId; consultation: ConsultationId };

export const CLAIM_NONCE_BYTES = 12;
const UUID_BYTES = 36;
const PLAINTEXT_BYTES = 1 + 2 * UUID_BYTES;
const TAG_BYTES = 16;
export const CLAIM_CIPHERTEXT_BYTES = PLAINTEXT_BYTES + TAG_BYTES;

export class ClaimError extends Error {
  override readonly name = 'ClaimError';
}

/** Under what tag a physician's claims are kept. 32 bytes; tells nothing without the owner key. */
export function ownerTag(keyring: Keyring, physician: PhysicianId): Uint8Array {
  return hmacSha256(keyring.ownerKey, frame('konsilium/v1/owner-tag', utf8(physician)));
}

export function encryptClaim(
  keyring: Keyring,
  row: { id: string; ownerTag: Uint8Array },
  claim: Claim,
  random: RandomSource = systemRandom,
): ClaimRow {
  const plaintext = utf8(`1${claim.alias}${claim.consultation}`);
  if (plaintext.length !== PLAINTEXT_BYTES) throw new ClaimError('two UUIDs expected');
  const nonce = Uint8Array.from(random(CLAIM_NONCE_BYTES));
  const cipher = createCipheriv('aes-256-gcm', rowKey(keyring, row.id), nonce);
  cipher.setAAD(associatedData(row));
  const ciphertext = concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return { id: row.id, ownerTag: row.ownerTag, nonce, ciphertext };
}

/** @throws ClaimError if the row was altered, moved to another owner or id, or written under another keyring. */
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

const associatedData = (row: { id: string; ownerTag: Uint8Array }): Uint8Array =>
  frame('konsilium/v1/claim/data', utf8(row.id), row.ownerTag);
