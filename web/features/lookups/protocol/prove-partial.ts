import { sha512 } from '@noble/hashes/sha2.js';
import { randomBytes } from '@noble/hashes/utils.js';
import { concat, frame, fromText, PROTOCOL_VERSION, toText, u32, utf8 } from './encoding.ts';
import {
  decodeElement,
  decodeScalar,
  type Element,
  encodeScalar,
  Group,
  reduceWide,
  respond,
} from './group.ts';
import type { Share } from './share-file.ts';

/** What the server says about the lookup. Byte strings are unpadded base64url, as in the operations endpoint. */
export type LookupStatement = {
  id: string;
  aliasId: string;
  /** 96 bytes: E, then the proof that it was made for this alias. */
  ephemeral: string;
  epoch: { number: number; threshold: number; commitments: readonly string[] };
};

/** The input of approveLookup and openLookup. */
export type PartialInput = { index: number; partial: string; challenge: string; response: string };

/**
 * other-epoch: the seal was made after another ceremony than the share; another share file is needed.
 * other-ceremony: same number, other commitments. The server is not the one whose ceremony made this share.
 * seal-not-for-alias: the server shows a seal that was not made for the alias that the record names. Do not take part.
 * malformed: the server's answer cannot be read.
 */
export class ProofError extends Error {
  override readonly name = 'ProofError';
  readonly code: 'other-epoch' | 'other-ceremony' | 'seal-not-for-alias' | 'malformed';
  constructor(code: ProofError['code']) {
    super(code);
    this.code = code;
  }
}

/**
 * This admin's partial s_i·E for one lookup, with a Chaum-Pedersen proof that the server can check.
 * Trusts the server in nothing: the commitments must be the share file's own, and E must carry the proof that it
 * belongs to the alias in the record.
 * @throws ProofError
 */
export function provePartial(
  share: Share,
  lookup: LookupStatement,
  random: (length: number) => Uint8Array = randomBytes,
): PartialInput {
  const { epoch } = lookup;
  if (epoch.number !== share.epoch) throw new ProofError('other-epoch');
  const sameCeremony =
    epoch.threshold === share.threshold &&
    epoch.commitments.length === share.commitments.length &&
    epoch.commitments.every((commitment, at) => commitment === share.commitments[at]);
  if (!sameCeremony) throw new ProofError('other-ceremony');
  const commitments = share.commitments.map((text) => readBytes(text, 32));
  const ephemeralBytes = readBytes(lookup.ephemeral, 96);
  const ephemeral = checkEphemeral(lookup, share, ephemeralBytes);

  const partial = ephemeral.multiply(share.secret).toBytes();
  const elementBytes = ephemeralBytes.slice(0, 32);
  const nonce = drawNonce(share, lookup, elementBytes, random);
  const transcript = frame(
    'konsilium/v1/lookup/partial',
    u32(PROTOCOL_VERSION),
    u32(share.epoch),
    utf8(lookup.id),
    utf8(lookup.aliasId),
    u32(share.index),
    u32(share.threshold),
    concat(commitments),
    elementBytes,
    partial,
    Group.BASE.multiply(nonce).toBytes(),
    ephemeral.multiply(nonce).toBytes(),
  );
  const challenge = reduceWide(sha512(transcript));
  return {
    index: share.index,
    partial: toText(partial),
    challenge: toText(encodeScalar(challenge)),
    response: toText(encodeScalar(respond(nonce, challenge, share.secret))),
  };
}

/** E, once its Schnorr proof has shown that it was made for the alias in the record. */
function checkEphemeral(lookup: LookupStatement, share: Share, bytes: Uint8Array): Element {
  const element = decodeElement(bytes.slice(0, 32));
  const challenge = decodeScalar(bytes.slice(32, 64));
  const response = decodeScalar(bytes.slice(64, 96));
  const groupKey = share.commitments[0];
  if (!element || !challenge || !response || groupKey === undefined) throw new ProofError('malformed');
  const commitment = Group.BASE.multiplyUnsafe(response).subtract(element.multiplyUnsafe(challenge));
  const transcript = frame(
    'konsilium/v1/seal/origin',
    u32(PROTOCOL_VERSION),
    u32(share.epoch),
    utf8(lookup.aliasId),
    readBytes(groupKey, 32),
    bytes.slice(0, 32),
    commitment.toBytes(),
  );
  if (reduceWide(sha512(transcript)) !== challenge) throw new ProofError('seal-not-for-alias');
  return element;
}

/**
 * The proof's one-time scalar. It hangs on the secret and on the statement beside the random bytes, so that not even
 * a broken random generator gives one nonce to two statements (which would reveal the share).
 */
function drawNonce(
  share: Share,
  lookup: LookupStatement,
  element: Uint8Array,
  random: (length: number) => Uint8Array,
): bigint {
  const secret = encodeScalar(share.secret);
  const seed = frame(
    'konsilium/v1/lookup/nonce',
    secret,
    random(32),
    utf8(lookup.id),
    utf8(lookup.aliasId),
    element,
  );
  const nonce = reduceWide(sha512(seed));
  secret.fill(0);
  seed.fill(0);
  return nonce;
}

function readBytes(text: string, length: number): Uint8Array {
  const bytes = fromText(text, length);
  if (!bytes) throw new ProofError('malformed');
  return bytes;
}
