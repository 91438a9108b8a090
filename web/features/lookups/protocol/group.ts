import { ristretto255 } from '@noble/curves/ed25519.js';
import { fromText } from './encoding.ts';

export const Group = ristretto255.Point;
export type Element = InstanceType<typeof Group>;

const Scalars = Group.Fn;

/** The element, or null for a non-canonical encoding and for the identity. */
export function decodeElement(bytes: Uint8Array | null): Element | null {
  if (bytes?.length !== 32) return null;
  try {
    const element = Group.fromBytes(bytes);
    return element.is0() ? null : element;
  } catch {
    return null;
  }
}

/** As `decodeElement`, from unpadded base64url. */
export const readElement = (text: string): Element | null => decodeElement(fromText(text, 32));

/** The scalar in 1..order-1, or null for zero and for numbers that are not reduced. */
export function decodeScalar(bytes: Uint8Array | null): bigint | null {
  if (bytes?.length !== 32) return null;
  const scalar = littleEndian(bytes);
  return scalar === 0n || scalar >= Scalars.ORDER ? null : scalar;
}

export const encodeScalar = (scalar: bigint): Uint8Array => Scalars.toBytes(scalar);

/** 64 bytes, little endian, modulo the order. */
export const reduceWide = (bytes: Uint8Array): bigint => Scalars.create(littleEndian(bytes));

/** nonce + challenge · secret. */
export const respond = (nonce: bigint, challenge: bigint, secret: bigint): bigint =>
  Scalars.add(nonce, Scalars.mul(challenge, secret));

/** f(index)·G from the commitments to f. */
export function shareKey(commitments: readonly Element[], index: number): Element {
  let sum = Group.ZERO;
  let power = Scalars.ONE;
  for (const commitment of commitments) {
    sum = sum.add(commitment.multiplyUnsafe(power));
    power = Scalars.mul(power, BigInt(index));
  }
  return sum;
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
