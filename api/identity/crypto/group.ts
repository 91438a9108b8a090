import { ristretto255 } from '@noble/curves/ed25519.js';
import type { RandomSource } from './bytes.ts';

/**
 * ristretto255 (RFC 9496): a group of prime order, so that a decoded element is always in the right group.
 * Elements and scalars are 32 bytes, little endian. Anything non-canonical and the identity are refused here,
 * once, for every caller.
 */
export const Group = ristretto255.Point;
export type Element = InstanceType<typeof Group>;

const Scalars = Group.Fn;

/**
 * G, for a scalar that is multiplied once and thrown away. noble blinds each product with its own BASE, at twice the time,
 * against whoever measures one secret again and again; such a scalar has no second time. Constant-time like the other.
 */
export const OneTimeBase: Element = Group.fromBytes(Group.BASE.toBytes());
OneTimeBase.precompute(8);

export const ELEMENT_BYTES = 32;
export const SCALAR_BYTES = 32;

/** The element, or null if the bytes are no canonical encoding or encode the identity. */
export function decodeElement(bytes: Uint8Array): Element | null {
  if (bytes.length !== ELEMENT_BYTES) return null;
  try {
    const element = Group.fromBytes(bytes);
    return element.is0() ? null : element;
  } catch {
    return null;
  }
}

export const encodeElement = (element: Element): Uint8Array => element.toBytes();

/** The scalar in 1..order-1, or null if the bytes are zero, not reduced or of another length. */
export function decodeScalar(bytes: Uint8Array): bigint | null {
  if (bytes.length !== SCALAR_BYTES) return null;
  const scalar = littleEndian(bytes);
  return scalar === 0n || scalar >= Scalars.ORDER ? null : scalar;
}

export const encodeScalar = (scalar: bigint): Uint8Array => Scalars.toBytes(scalar);

/** 64 bytes taken modulo the order: the bias is below 2^-250. */
export function reduceWide(bytes: Uint8Array): bigint {
  if (bytes.length !== 64) throw new RangeError('64 bytes expected');
  return Scalars.create(littleEndian(bytes));
}

/** A uniformly random scalar other than zero. */
export function drawScalar(random: RandomSource): bigint {
  const bytes = random(64);
  const scalar = reduceWide(bytes);
  bytes.fill(0);
  return scalar === 0n ? drawScalar(random) : scalar;
}

/** f(index) for f = coefficients[0] + coefficients[1] x + …, in the scalar field. */
export function evaluate(coefficients: readonly bigint[], index: number): bigint {
  const x = BigInt(index);
  return coefficients.reduceRight(
    (sum, coefficient) => Scalars.add(Scalars.mul(sum, x), coefficient),
    Scalars.ZERO,
  );
}

/** f(index)·G from the Feldman commitments to f: the public key of that share. Handles public values only. */
export function evaluateInExponent(commitments: readonly Element[], index: number): Element {
  const x = BigInt(index);
  return commitments.reduceRight(
    (sum, commitment) => (sum.is0() ? sum : sum.multiplyUnsafe(x)).add(commitment),
    Group.ZERO,
  );
}

/** The weight of share `index` when f(0) is interpolated from the shares `indices`. */
export function lagrangeAtZero(index: number, indices: readonly number[]): bigint {
  let numerator = Scalars.ONE;
  let denominator = Scalars.ONE;
  for (const other of indices) {
    if (other === index) continue;
    numerator = Scalars.mul(numerator, BigInt(other));
    denominator = Scalars.mul(denominator, Scalars.create(BigInt(other) - BigInt(index)));
  }
  return Scalars.mul(numerator, Scalars.inv(denominator));
}

/** response = nonce + challenge · secret: the last move of a Schnorr proof. */
export const respond = (nonce: bigint, challenge: bigint, secret: bigint): bigint =>
  Scalars.add(nonce, Scalars.mul(challenge, secret));

/**
 * response·base − challenge·image: what a Schnorr prover must have committed to. Public values only, so the
 * variable-time multiplication is in order.
 */
export const recommit = (base: Element, image: Element, challenge: bigint, response: bigint): Element =>
  base.multiplyUnsafe(response).subtract(image.multiplyUnsafe(challenge));

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}
