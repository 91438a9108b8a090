import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, randomBytes } from '@noble/hashes/utils.js';

/** XChaCha20-Poly1305 in hexadecimal: 24 random bytes of nonce, then the ciphertext with its tag. */
const nonceBytes = 24;

export function encryptDraft(key: Uint8Array, bytes: Uint8Array): string {
  const nonce = randomBytes(nonceBytes);
  return bytesToHex(nonce) + bytesToHex(xchacha20poly1305(key, nonce).encrypt(bytes));
}

/** @throws where the key is another one, or the text was altered. */
export function decryptDraft(key: Uint8Array, text: string): Uint8Array {
  const bytes = hexToBytes(text);
  return xchacha20poly1305(key, bytes.subarray(0, nonceBytes)).decrypt(bytes.subarray(nonceBytes));
}

/** Stands for a slot, and tells nothing of it without the key. */
export const slotTag = (key: Uint8Array, slot: string): string =>
  bytesToHex(hmac(sha256, key, new TextEncoder().encode(slot)).subarray(0, 16));
