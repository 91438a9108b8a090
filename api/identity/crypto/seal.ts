import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import type { Processor } from '../../../analytics/processors.ts';
import type { AliasId, Brand, ConsultationId, PhysicianId } from '../../platform/ids.ts';
import { concat, frame, PROTOCOL_VERSION, type RandomSource, systemRandom, u32, utf8 } from './bytes.ts';
import type { PreparedEpoch } from './epoch.ts';
import {
  decodeElement,
  decodeScalar,
  drawScalar,
  ELEMENT_BYTES,
  type Element,
  encodeElement,
  encodeScalar,
  Group,
  OneTimeBase,
  recommit,
  reduceWide,
  respond,
  SCALAR_BYTES,
} from './group.ts';

/**
 * The author of an alias (or whose a pseudonym is), encrypted to the technical admins.
 * `ephemeral` is 96 bytes: E = eG, then the proof (challenge, response) that whoever made it knew e and meant this
 * alias. Without the proof a server that turns bad could present alias B's E as alias A's and have the admins open
 * B while the record says A; every admin's browser checks it before it computes a partial.
 */
export type Seal = { epoch: number; ephemeral: Uint8Array; nonce: Uint8Array; ciphertext: Uint8Array };

/** A pseudonym at a processor, as `pseudonymSubject` writes it; it can be no alias, which is a bare UUID. */
export type PseudonymSubject = Brand<'PseudonymSubject'>;

export const pseudonymSubject = (processor: Processor, pseudonym: string): PseudonymSubject =>
  `${processor}:${pseudonym}` as PseudonymSubject;

/** Whose author a seal keeps. */
export type SealSubject = AliasId | PseudonymSubject;

/** What a seal is bound to: an alias in its consultation, or in their places a pseudonym and its processor. */
export type SealContext = AliasContext | PseudonymContext;
export type AliasContext = { alias: AliasId; consultation: ConsultationId };
export type PseudonymContext = { alias: PseudonymSubject; consultation: Processor };

export const EPHEMERAL_BYTES = ELEMENT_BYTES + 2 * SCALAR_BYTES;
export const SEAL_NONCE_BYTES = 12;
const PLAINTEXT_BYTES = 64;
const TAG_BYTES = 16;
export const SEAL_CIPHERTEXT_BYTES = PLAINTEXT_BYTES + TAG_BYTES;

export class SealError extends Error {
  override readonly name = 'SealError';
}

/** What of a seal hangs on nobody: e, and the encodings of E = eG and eY. For one seal only. */
export type SealEphemeral = {
  readonly epoch: PreparedEpoch;
  readonly secret: bigint;
  readonly element: Uint8Array;
  readonly shared: Uint8Array;
};

/** What has served its seal. A second one would have the first one's key material wiped, hence a key that anybody knows. */
const spent = new WeakSet<SealEphemeral>();

/** The larger part of a seal's computing. */
export function drawEphemeral(epoch: PreparedEpoch, random: RandomSource = systemRandom): SealEphemeral {
  const secret = drawScalar(random);
  const element = encodeElement(OneTimeBase.multiply(secret));
  return { epoch, secret, element, shared: encodeElement(epoch.groupKey.multiply(secret)) };
}

/**
 * Seals the author of an alias, see `sealInSteps`. About a millisecond, half of it with an ephemeral that has been drawn
 * ahead. Nothing the server keeps afterwards opens it.
 */
export function makeSeal(
  epoch: PreparedEpoch,
  context: SealContext,
  physician: PhysicianId,
  random: RandomSource = systemRandom,
  ephemeral: SealEphemeral = drawEphemeral(epoch, random),
): Seal {
  const steps = sealInSteps(epoch, context, physician, random, ephemeral);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The computing of a seal, in steps of about a fifth of a millisecond between which other work may be done.
 *
 * The proof's nonce is drawn here and never ahead: in a copy of this process' memory that runs on (a snapshot of a
 * virtual machine) an ephemeral that is used twice tells only that, a proof's nonce would give e away.
 */
export function* sealInSteps(
  epoch: PreparedEpoch,
  context: SealContext,
  physician: PhysicianId,
  random: RandomSource,
  ephemeral: SealEphemeral,
): Generator<void, Seal, void> {
  if (ephemeral.epoch !== epoch) throw new SealError('an ephemeral of another epoch');
  if (spent.has(ephemeral)) throw new SealError('an ephemeral that has served a seal');
  spent.add(ephemeral);
  const { secret, element, shared } = ephemeral;
  const key = sealKey(epoch, context.alias, element, shared);
  shared.fill(0);
  const nonce = Uint8Array.from(random(SEAL_NONCE_BYTES));
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associatedData(epoch.epoch, context));
  const padded = pad(physician);
  const ciphertext = concat([cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
  key.fill(0);
  padded.fill(0);

  yield;
  const proofNonce = drawScalar(random);
  const committed = OneTimeBase.multiply(proofNonce);
  yield;
  const commitment = encodeElement(committed);
  const challenge = originChallenge(epoch, context.alias, element, commitment);
  const response = respond(proofNonce, challenge, secret);
  const proven = concat([element, encodeScalar(challenge), encodeScalar(response)]);
  return { epoch: epoch.epoch, ephemeral: proven, nonce, ciphertext };
}

/** E, if the 96 bytes carry a valid proof that they were made for this alias and epoch; else null. */
export function verifyEphemeral(
  epoch: PreparedEpoch,
  alias: SealSubject,
  ephemeral: Uint8Array,
): Element | null {
  if (ephemeral.length !== EPHEMERAL_BYTES) return null;
  const elementBytes = ephemeral.subarray(0, ELEMENT_BYTES);
  const element = decodeElement(elementBytes);
  const challenge = decodeScalar(ephemeral.subarray(ELEMENT_BYTES, ELEMENT_BYTES + SCALAR_BYTES));
  const response = decodeScalar(ephemeral.subarray(ELEMENT_BYTES + SCALAR_BYTES));
  if (!element || !challenge || !response) return null;
  const commitment = encodeElement(recommit(Group.BASE, element, challenge, response));
  return originChallenge(epoch, alias, elementBytes, commitment) === challenge ? element : null;
}

/**
 * Opens a seal with eY, which only `threshold` admins together can compute.
 * @throws SealError if the seal, its alias, its consultation or eY is not the one it was made with.
 */
export function openSeal(
  epoch: PreparedEpoch,
  context: SealContext,
  seal: Seal,
  shared: Element,
): PhysicianId {
  if (seal.epoch !== epoch.epoch) throw new SealError('sealed in another epoch');
  if (!verifyEphemeral(epoch, context.alias, seal.ephemeral)) throw new SealError('not made for this alias');
  if (seal.nonce.length !== SEAL_NONCE_BYTES || seal.ciphertext.length !== SEAL_CIPHERTEXT_BYTES) {
    throw new SealError('malformed seal');
  }
  const material = encodeElement(shared);
  const key = sealKey(epoch, context.alias, seal.ephemeral.subarray(0, ELEMENT_BYTES), material);
  material.fill(0);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, seal.nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associatedData(seal.epoch, context));
    decipher.setAuthTag(seal.ciphertext.subarray(PLAINTEXT_BYTES));
    return unpad(
      concat([decipher.update(seal.ciphertext.subarray(0, PLAINTEXT_BYTES)), decipher.final()]),
    ) as PhysicianId;
  } catch (error) {
    throw new SealError('the seal does not open', { cause: error });
  } finally {
    key.fill(0);
  }
}

function sealKey(epoch: PreparedEpoch, alias: SealSubject, element: Uint8Array, shared: Uint8Array): Buffer {
  const info = frame(
    'konsilium/v1/seal/key',
    u32(PROTOCOL_VERSION),
    u32(epoch.epoch),
    utf8(alias),
    element,
    epoch.groupKeyBytes,
  );
  return Buffer.from(hkdfSync('sha256', shared, utf8('konsilium/v1/seal'), info, 32));
}

function associatedData(epoch: number, context: SealContext): Uint8Array {
  return frame(
    'konsilium/v1/seal/data',
    u32(PROTOCOL_VERSION),
    u32(epoch),
    utf8(context.alias),
    utf8(context.consultation),
  );
}

function originChallenge(
  epoch: PreparedEpoch,
  alias: SealSubject,
  element: Uint8Array,
  commitment: Uint8Array,
): bigint {
  const transcript = frame(
    'konsilium/v1/seal/origin',
    u32(PROTOCOL_VERSION),
    u32(epoch.epoch),
    utf8(alias),
    epoch.groupKeyBytes,
    element,
    commitment,
  );
  return reduceWide(createHash('sha512').update(transcript).digest());
}

/** One byte of length, the text, zeros: every seal has the same size. */
function pad(text: string): Uint8Array {
  const bytes = utf8(text);
  if (bytes.length === 0 || bytes.length >= PLAINTEXT_BYTES)
    throw new SealError('an id of 1 to 63 bytes expected');
  const padded = new Uint8Array(PLAINTEXT_BYTES);
  padded[0] = bytes.length;
  padded.set(bytes, 1);
  return padded;
}

function unpad(padded: Uint8Array): string {
  const length = padded[0] ?? 0;
  if (length === 0 || length >= PLAINTEXT_BYTES) throw new SealError('malformed plaintext');
  if (padded.subarray(1 + length).some((byte) => byte !== 0)) throw new SealError('malformed plaintext');
  return new TextDecoder('utf-8', { fatal: true }).decode(padded.subarray(1, 1 + length));
}
