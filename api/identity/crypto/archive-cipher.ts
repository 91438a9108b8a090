import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat, frame, type RandomSource, systemRandom, u32, utf8 } from './bytes.ts';
import { equalBytes, hkdfSha256 } from './digest.ts';
import type { Keyring } from './keyring.ts';

/**
 * A file that is encrypted while it is written and decrypted while it is read. Header: one byte of version, 32 of salt.
 * Then records of 65,552 bytes: AES-256-GCM over the length of what it carries (u32), that, and zeros. The nonce is the
 * record's number and whether it is the last (STREAM: Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015), so that records
 * can be neither left out, exchanged nor cut off. There are 256 of them, or eight times as many, or 64 times: a file tells
 * the order of magnitude of its size alone, and not whether there are images in it (ANONYMITY 71). The key is of this file only, drawn anew for each attempt to write it.
 */
export interface ArchiveKeyParts {
  readonly id: string;
  /** 32 bytes, kept with the archive's row. */
  readonly secret: Uint8Array;
}

export const ARCHIVE_SECRET_BYTES = 32;
const VERSION = Uint8Array.of(1);
const SALT_BYTES = 32;
const HEADER_BYTES = VERSION.length + SALT_BYTES;
const PLAIN_BYTES = 65_536;
const TAG_BYTES = 16;
const RECORD_BYTES = PLAIN_BYTES + TAG_BYTES;
const CARRIED_BYTES = PLAIN_BYTES - 4;
const fewestRecords = 256;
const nextClass = 8;

export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/** Encrypts a stream of bytes; see above for what comes out. */
export async function* encryptArchive(
  keyring: Keyring,
  parts: ArchiveKeyParts,
  source: AsyncIterable<Uint8Array>,
  random: RandomSource = systemRandom,
): AsyncGenerator<Uint8Array> {
  const salt = random(SALT_BYTES);
  const key = fileKey(keyring, parts, salt);
  yield concat([VERSION, salt]);
  let number = 0;
  let waiting: Uint8Array | null = null;
  for await (const piece of inPieces(source, CARRIED_BYTES)) {
    if (waiting) yield sealRecord(key, number++, false, waiting);
    waiting = piece;
  }
  const whole = recordsFor(number + 1);
  yield sealRecord(key, number++, number === whole, waiting ?? new Uint8Array());
  while (number < whole) yield sealRecord(key, number++, number === whole, new Uint8Array());
}

/** @throws ArchiveError as soon as something is not as it was written; what came before that was. */
export async function* decryptArchive(
  keyring: Keyring,
  parts: ArchiveKeyParts,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const pieces = inPieces(source, RECORD_BYTES, HEADER_BYTES);
  const header = (await pieces.next()).value;
  if (header?.length !== HEADER_BYTES || !equalBytes(header.subarray(0, 1), VERSION)) {
    throw new ArchiveError('not an archive');
  }
  const key = fileKey(keyring, parts, header.subarray(1));
  let number = 0;
  let waiting: Uint8Array | null = null;
  for await (const record of pieces) {
    if (waiting) yield openRecord(key, number++, false, waiting);
    waiting = record;
  }
  if (!waiting) throw new ArchiveError('an archive that was cut off');
  yield openRecord(key, number, true, waiting);
}

/** 16 MiB, 128 MiB, 1 GiB, … */
function recordsFor(needed: number): number {
  let records = fewestRecords;
  while (records < needed) records *= nextClass;
  return records;
}

function fileKey(keyring: Keyring, { id, secret }: ArchiveKeyParts, salt: Uint8Array): Uint8Array {
  if (secret.length !== ARCHIVE_SECRET_BYTES) throw new ArchiveError('no secret');
  return hkdfSha256(keyring.archiveKey, salt, frame('konsilium/v1/archive', utf8(id), secret));
}

function nonceOf(number: number, last: boolean): Uint8Array {
  return concat([Uint8Array.of(last ? 1 : 0), new Uint8Array(7), u32(number)]);
}

function sealRecord(key: Uint8Array, number: number, last: boolean, carried: Uint8Array): Uint8Array {
  const plain = new Uint8Array(PLAIN_BYTES);
  plain.set(u32(carried.length));
  plain.set(carried, 4);
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last));
  return concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openRecord(key: Uint8Array, number: number, last: boolean, record: Uint8Array): Uint8Array {
  if (record.length !== RECORD_BYTES) throw new ArchiveError('an archive that was cut off');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(record.subarray(PLAIN_BYTES));
    const plain = Buffer.concat([decipher.update(record.subarray(0, PLAIN_BYTES)), decipher.final()]);
    const length = plain.readUInt32BE(0);
    if (length > CARRIED_BYTES) throw new ArchiveError('malformed record');
    return plain.subarray(4, 4 + length);
  } catch (error) {
    throw new ArchiveError('the archive does not open', { cause: error });
  }
}

/** The same bytes in pieces of `size`, the last one perhaps shorter; with `first`, one of that size before them. */
async function* inPieces(
  source: AsyncIterable<Uint8Array>,
  size: number,
  first = size,
): AsyncGenerator<Uint8Array> {
  let wanted = first;
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    let rest = chunk;
    while (length + rest.length >= wanted) {
      const taken = rest.subarray(0, wanted - length);
      rest = rest.subarray(taken.length);
      yield concat([...held, taken]);
      [held, length, wanted] = [[], 0, size];
    }
    if (rest.length > 0) {
      held.push(rest);
      length += rest.length;
    }
  }
  if (length > 0) yield concat(held);
}
