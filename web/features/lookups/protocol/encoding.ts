/** Version of the formats in docs/sealed-authorship.md; part of every hash. */
export const PROTOCOL_VERSION = 1;

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Unsigned 32-bit integer, big endian. */
export function u32(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new RangeError('not an unsigned 32-bit integer');
  }
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Each field, the domain first, as its length (u32) and its bytes. */
export function frame(domain: string, ...fields: readonly Uint8Array[]): Uint8Array {
  return concat([utf8(domain), ...fields].flatMap((field) => [u32(field.length), field]));
}

/** Unpadded base64url. */
export function toText(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The `length` bytes that `text` spells in unpadded base64url, or null for any other length or spelling. */
export function fromText(text: string, length: number): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length !== Math.ceil((length * 4) / 3)) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return bytes.length === length && toText(bytes) === text ? bytes : null;
}
