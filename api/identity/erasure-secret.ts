import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat, frame, systemRandom, utf8 } from './crypto/bytes.ts';
import { hmacSha256 } from './crypto/digest.ts';
import type { Keyring } from './crypto/keyring.ts';

/** Before encryption; padded, so that its length does not tell at how many processors she was known. */
const plaintextBytes = 2048;
const nonceBytes = 12;
const tagBytes = 16;

/** What an erasure must remember of a person after everything else of her is gone: by what the processors knew her. */
export interface ErasureSecret {
  /** Pseudonyms by processor. */
  readonly pseudonyms: Readonly<Record<string, readonly string[]>>;
}

/** 12 bytes of nonce, then the ciphertext: 2,076 bytes whatever it holds. Bound to its erasure. */
export function sealErasureSecret(
  keyring: Keyring,
  erasure: string,
  secret: ErasureSecret,
): Uint8Array<ArrayBuffer> {
  const text = utf8(JSON.stringify(secret));
  if (text.length > plaintextBytes) throw new RangeError('an erasure remembers no more than two kilobytes');
  // JSON ends where its padding of spaces begins.
  const plaintext = new Uint8Array(plaintextBytes).fill(0x20);
  plaintext.set(text);
  const nonce = systemRandom(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', secretKey(keyring, erasure), nonce);
  cipher.setAAD(associatedData(erasure));
  return Uint8Array.from(concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]));
}

/** @throws Error if it was altered, moved to another erasure or written under another keyring. */
export function openErasureSecret(keyring: Keyring, erasure: string, sealed: Uint8Array): ErasureSecret {
  if (sealed.length !== nonceBytes + plaintextBytes + tagBytes) throw new Error('no secret of an erasure');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    secretKey(keyring, erasure),
    sealed.subarray(0, nonceBytes),
    { authTagLength: tagBytes },
  );
  decipher.setAAD(associatedData(erasure));
  decipher.setAuthTag(sealed.subarray(nonceBytes + plaintextBytes));
  const plaintext = Buffer.concat([
    decipher.update(sealed.subarray(nonceBytes, nonceBytes + plaintextBytes)),
    decipher.final(),
  ]);
  return JSON.parse(plaintext.toString('utf8')) as ErasureSecret;
}

const secretKey = (keyring: Keyring, erasure: string): Uint8Array =>
  hmacSha256(keyring.erasureKey, frame('konsilium/v1/erasure/key', utf8(erasure)));

const associatedData = (erasure: string): Uint8Array => frame('konsilium/v1/erasure/data', utf8(erasure));
