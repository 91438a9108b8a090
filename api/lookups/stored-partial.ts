import { concat, fromText, toText } from '../identity/crypto/bytes.ts';
import type { Partial } from '../identity/crypto/partial.ts';

const field = 32;

/** As it waits in the database: partial, challenge and response, 96 bytes. Null if it cannot be read. */
export function toStored(partial: Partial): Uint8Array<ArrayBuffer> | null {
  const fields = [partial.partial, partial.challenge, partial.response].map((text) => fromText(text, field));
  const known = fields.filter((bytes) => bytes !== null);
  return known.length === fields.length ? Uint8Array.from(concat(known)) : null;
}

export function fromStored(index: number, bytes: Uint8Array): Partial {
  const at = (place: number) => toText(bytes.subarray(place * field, (place + 1) * field));
  return { index, partial: at(0), challenge: at(1), response: at(2) };
}
