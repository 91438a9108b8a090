import { randomBytes } from 'node:crypto';

/** Gives `length` unpredictable bytes. Only tests and the vectors' generator pass another than the system's. */
export type RandomSource = (length: number) => Uint8Array;

export const systemRandom: RandomSource = (length) => randomBytes(length);

/** Version of every byte format in this folder; part of every hash and key derivation. */
export const PROTOCOL_VERSION = 1;

const encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Unsigned 32-bit integer, big endian. */
export function u32(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new RangeError('not an unsigned 32-bit integer');
  }
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * The one encoding of several values as one byte string: each field, the domain first, as its length (u32)
 * followed by its bytes. Unambiguous: no two different lists of fields give the same bytes.
 */
export function frame(domain: string, ...fields: readonly Uint8Array[]): Uint8Array {
  return concat([utf8(domain), ...fields].flatMap((field) => [u32(field.length), field]));
}

/** Unpadded base64url (RFC 4648 section 5): how bytes are written in JSON. */
export const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** The `length` bytes that `text` spells, or null for any other length, alphabet or spelling: one value, one text. */
export function fromText(text: unknown, length: number): Uint8Array | null {
  if (typeof text !== 'string' || text.length !== Math.ceil((length * 4) / 3)) return null;
  const bytes = Uint8Array.from(Buffer.from(text, 'base64url'));
  return bytes.length === length && toText(bytes) === text ? bytes : null;
}
