import { createHash } from 'node:crypto';
import type { LookupId } from '../../platform/ids.ts';
import { concat, frame, fromText, PROTOCOL_VERSION, u32, utf8 } from './bytes.ts';
import type { PreparedEpoch } from './epoch.ts';
import {
  decodeElement,
  decodeScalar,
  ELEMENT_BYTES,
  type Element,
  encodeElement,
  evaluateInExponent,
  Group,
  lagrangeAtZero,
  recommit,
  reduceWide,
  SCALAR_BYTES,
} from './group.ts';
import { openSeal, type Seal, type SealContext, type SealSubject, verifyEphemeral } from './seal.ts';

/**
 * One admin's part in one lookup, as her browser sends it: s_i·E and the Chaum-Pedersen proof (challenge, response),
 * each 32 bytes as unpadded base64url. The prover is web/features/lookups/protocol.
 */
export type Partial = { index: number; partial: string; challenge: string; response: string };

export type VerifiedPartial = { readonly index: number; readonly element: Element };

/** Why a partial is refused. The index says whose it is. */
export type PartialRefusal = {
  index: number;
  why: 'unknown-index' | 'malformed' | 'proof-does-not-hold' | 'seal-not-for-alias' | 'other-epoch';
};

/**
 * Checks that `partial` is f(index)·E for the very share to which the epoch's commitments bind that index, made for
 * this lookup of this alias: the proof shows log_G(f(index)·G) = log_E(partial) (Chaum and Pedersen 1992, made
 * non-interactive with a transcript of everything it speaks about).
 */
export function verifyPartial(
  epoch: PreparedEpoch,
  lookup: { id: LookupId; alias: SealSubject },
  seal: Pick<Seal, 'epoch' | 'ephemeral'>,
  input: Partial,
): { ok: true; partial: VerifiedPartial } | ({ ok: false } & PartialRefusal) {
  const { index } = input;
  if (!Number.isInteger(index) || index < 1 || index > epoch.shares) {
    return { ok: false, index, why: 'unknown-index' };
  }
  if (seal.epoch !== epoch.epoch) return { ok: false, index, why: 'other-epoch' };
  const ephemeral = verifyEphemeral(epoch, lookup.alias, seal.ephemeral);
  if (!ephemeral) return { ok: false, index, why: 'seal-not-for-alias' };
  const partialBytes = fromText(input.partial, ELEMENT_BYTES);
  const challengeBytes = fromText(input.challenge, SCALAR_BYTES);
  const responseBytes = fromText(input.response, SCALAR_BYTES);
  const element = partialBytes && decodeElement(partialBytes);
  const challenge = challengeBytes && decodeScalar(challengeBytes);
  const response = responseBytes && decodeScalar(responseBytes);
  if (!element || !challenge || !response) return { ok: false, index, why: 'malformed' };

  const shareKey = evaluateInExponent(epoch.commitments, index);
  const expected = partialChallenge(epoch, lookup, {
    index,
    ephemeral: seal.ephemeral.subarray(0, ELEMENT_BYTES),
    partial: partialBytes,
    commitmentToBase: encodeElement(recommit(Group.BASE, shareKey, challenge, response)),
    commitmentToEphemeral: encodeElement(recommit(ephemeral, element, challenge, response)),
  });
  if (expected !== challenge) return { ok: false, index, why: 'proof-does-not-hold' };
  return { ok: true, partial: { index, element } };
}

/**
 * eY = y·E from at least `threshold` verified partials, by Lagrange interpolation in the exponent: y itself is never
 * put together.
 * @throws RangeError if they are too few or one index comes twice.
 */
export function combinePartials(epoch: PreparedEpoch, partials: readonly VerifiedPartial[]): Element {
  const used = partials.slice(0, epoch.threshold);
  const indices = used.map((partial) => partial.index);
  if (used.length < epoch.threshold) throw new RangeError('too few partials');
  if (new Set(indices).size !== indices.length) throw new RangeError('one share counts once');
  return used.reduce(
    (sum, { index, element }) => sum.add(element.multiply(lagrangeAtZero(index, indices))),
    Group.ZERO,
  );
}

/**
 * Verifies every partial and opens the seal with the first `threshold` of them.
 * A partial that does not hold is named by its index; nothing is opened then.
 * @throws SealError if the seal is not the one that was made for this alias and consultation.
 */
export function openWithPartials(
  epoch: PreparedEpoch,
  lookup: SealContext & { id: LookupId },
  seal: Seal,
  inputs: readonly Partial[],
): { ok: true; physician: ReturnType<typeof openSeal> } | { ok: false; refused: PartialRefusal[] } {
  const verified: VerifiedPartial[] = [];
  const refused: PartialRefusal[] = [];
  for (const input of inputs) {
    const result = verifyPartial(epoch, lookup, seal, input);
    if (result.ok) verified.push(result.partial);
    else refused.push({ index: result.index, why: result.why });
  }
  if (refused.length > 0) return { ok: false, refused };
  return { ok: true, physician: openSeal(epoch, lookup, seal, combinePartials(epoch, verified)) };
}

function partialChallenge(
  epoch: PreparedEpoch,
  lookup: { id: LookupId; alias: SealSubject },
  proof: {
    index: number;
    ephemeral: Uint8Array;
    partial: Uint8Array;
    commitmentToBase: Uint8Array;
    commitmentToEphemeral: Uint8Array;
  },
): bigint {
  const transcript = frame(
    'konsilium/v1/lookup/partial',
    u32(PROTOCOL_VERSION),
    u32(epoch.epoch),
    utf8(lookup.id),
    utf8(lookup.alias),
    u32(proof.index),
    u32(epoch.threshold),
    concat(epoch.commitmentBytes),
    proof.ephemeral,
    proof.partial,
    proof.commitmentToBase,
    proof.commitmentToEphemeral,
  );
  return reduceWide(createHash('sha512').update(transcript).digest());
}
