import {
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';

/** SHA-256 (FIPS 180-4). */
export const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

/** HMAC-SHA256 (RFC 2104). */
export const hmacSha256 = (key: Uint8Array, data: Uint8Array): Uint8Array =>
  createHmac('sha256', preparedKey(key)).update(data).digest();

const prepared = new WeakMap<Uint8Array, KeyObject>();

/** Preparing a key takes longer than the HMAC itself; the keyring's are used at every request. They are never changed in place. */
function preparedKey(key: Uint8Array): KeyObject {
  let known = prepared.get(key);
  if (!known) {
    known = createSecretKey(key);
    prepared.set(key, known);
  }
  return known;
}

/** HKDF-SHA256 (RFC 5869), 32 bytes. */
export const hkdfSha256 = (material: Uint8Array, salt: Uint8Array, info: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', material, salt, info, 32));

/** Compares without telling by its time where two byte strings differ. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b);
