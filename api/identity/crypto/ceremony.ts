import { fromText, type RandomSource, systemRandom, toText } from './bytes.ts';
import { checkSharing, type EpochPublic, MAX_SHARES, prepareEpoch, publishEpoch } from './epoch.ts';
import {
  decodeScalar,
  drawScalar,
  encodeScalar,
  evaluate,
  evaluateInExponent,
  Group,
  SCALAR_BYTES,
} from './group.ts';

/** What one admin keeps: f(index) beside everything public about the epoch. Base64url as in EpochPublic. */
export type Share = EpochPublic & { index: number; secretShare: string };

export type Ceremony = { epoch: EpochPublic; shares: Share[] };

/**
 * Draws a secret y, shares it among `shares` admins so that any `threshold` of them can use it together
 * (Shamir 1979) and publishes commitments against which each share can be checked (Feldman 1987).
 *
 * y is the constant term of a polynomial that never leaves this function. JavaScript cannot wipe a bigint: the
 * coefficients are unreachable once it returns, and the bytes they were read from are zeroed. Run it in a process
 * that ends.
 * @throws RangeError if threshold and shares do not fit together.
 */
export function holdCeremony(
  input: { epoch: number; threshold: number; shares: number },
  random: RandomSource = systemRandom,
): Ceremony {
  checkSharing(input.threshold, input.shares);
  const coefficients = Array.from({ length: input.threshold }, () => drawScalar(random));
  const secrets = Array.from({ length: input.shares }, (_, at) => evaluate(coefficients, at + 1));
  // A share of zero would be a partial at infinity. It happens once in 2^252; draw again rather than explain it.
  if (secrets.includes(0n)) return holdCeremony(input, random);
  const commitments = coefficients.map((coefficient) => Group.BASE.multiply(coefficient));
  coefficients.fill(0n);
  if (commitments.some((commitment) => commitment.is0())) return holdCeremony(input, random);
  const epoch = publishEpoch(input.epoch, input.threshold, input.shares, commitments);
  const shares = secrets.map((secret, at) => {
    const bytes = encodeScalar(secret);
    const share = { ...epoch, index: at + 1, secretShare: toText(bytes) };
    bytes.fill(0);
    return share;
  });
  return { epoch, shares };
}

/** Whether the share is the one that its commitments promise for its index. */
export function verifyShare(share: Share): boolean {
  if (!Number.isInteger(share.index) || share.index < 1 || share.index > Math.min(share.shares, MAX_SHARES)) {
    return false;
  }
  const bytes = fromText(share.secretShare, SCALAR_BYTES);
  const secret = bytes && decodeScalar(bytes);
  if (!secret) return false;
  try {
    const { commitments } = prepareEpoch(share);
    return Group.BASE.multiply(secret).equals(evaluateInExponent(commitments, share.index));
  } catch {
    return false;
  }
}
