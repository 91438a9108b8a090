import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat, frame, type RandomSource, systemRandom, utf8 } from './crypto/bytes.ts';
import { hmacSha256 } from './crypto/digest.ts';
import type { Keyring } from './crypto/keyring.ts';

const nonceBytes = 12;
const tagBytes = 16;

export class ConsentFormError extends Error {
  override readonly name = 'ConsentFormError';
}

/** Begins the plaintext of a form that is filled up; what was stored by earlier versions begins with the form itself. */
const filled = utf8('konsilium/filled/1\n');
const smallest = 64 * 1024;

/** The form between its length and zeros, up to the next power of two: a length must not join two copies of one form. */
function fillUp(form: Uint8Array): Uint8Array {
  const used = filled.length + 4 + form.length;
  const plain = new Uint8Array(Math.max(smallest, 2 ** Math.ceil(Math.log2(used))));
  plain.set(filled);
  new DataView(plain.buffer).setUint32(filled.length, form.length);
  plain.set(form, filled.length + 4);
  return plain;
}

function takeOut(plain: Buffer): Buffer {
  if (!plain.subarray(0, filled.length).equals(filled)) return plain;
  const start = filled.length + 4;
  return plain.subarray(start, start + plain.readUInt32BE(filled.length));
}

/**
 * A signed form as it lies in the storage: nonce, AES-256-GCM ciphertext, tag; under a key of its own, bound to its id, and
 * of a length that is a power of two (ANONYMITY 71).
 */
export function encryptConsentForm(
  keyring: Keyring,
  id: string,
  form: Uint8Array,
  random: RandomSource = systemRandom,
): Uint8Array {
  const nonce = random(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(keyring, id), nonce);
  return concat([nonce, cipher.update(fillUp(form)), cipher.final(), cipher.getAuthTag()]);
}

/** @throws ConsentFormError if it was altered, belongs to another id or was written under another keyring. */
export function decryptConsentForm(keyring: Keyring, id: string, stored: Uint8Array): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(keyring, id), stored.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(stored.subarray(stored.length - tagBytes));
    const body = stored.subarray(nonceBytes, stored.length - tagBytes);
    return takeOut(Buffer.concat([decipher.update(body), decipher.final()]));
  } catch (error) {
    throw new ConsentFormError('the form does not open', { cause: error });
  }
}

const keyOf = (keyring: Keyring, id: string): Uint8Array =>
  hmacSha256(keyring.consentFormKey, frame('konsilium/v1/consent-form', utf8(id)));
