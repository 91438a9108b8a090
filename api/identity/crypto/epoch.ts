import { fromText, toText } from './bytes.ts';
import { decodeElement, ELEMENT_BYTES, type Element, encodeElement } from './group.ts';

/** More technical admins than any deployment has; keeps indices small and polynomials short. */
export const MAX_SHARES = 50;

/**
 * The public part of a ceremony. Elements are 32 bytes as unpadded base64url.
 * `commitments` are the Feldman commitments C_0 … C_(threshold-1); `groupKey` is C_0.
 */
export type EpochPublic = {
  version: 1;
  epoch: number;
  threshold: number;
  shares: number;
  groupKey: string;
  commitments: string[];
};

/** An epoch whose elements have been decoded and checked: made only by `prepareEpoch`. */
export type PreparedEpoch = {
  readonly epoch: number;
  readonly threshold: number;
  readonly shares: number;
  readonly groupKey: Element;
  readonly groupKeyBytes: Uint8Array;
  readonly commitments: readonly Element[];
  readonly commitmentBytes: readonly Uint8Array[];
};

export class EpochError extends Error {
  override readonly name = 'EpochError';
}

/** @throws RangeError if no such sharing exists. */
export function checkSharing(threshold: number, shares: number): void {
  if (!Number.isInteger(threshold) || !Number.isInteger(shares)) throw new RangeError('integers expected');
  if (shares < 1 || shares > MAX_SHARES) throw new RangeError(`between 1 and ${MAX_SHARES} shares`);
  if (threshold < 1 || threshold > shares)
    throw new RangeError('threshold between 1 and the number of shares');
}

/**
 * Decodes and checks an epoch, and builds the table that makes sealing under its key fast (about 25 ms once).
 * Keep the result for as long as the epoch is in use.
 * @throws EpochError on a non-canonical or identity element, or numbers that do not fit together.
 */
export function prepareEpoch(epoch: EpochPublic): PreparedEpoch {
  try {
    checkSharing(epoch.threshold, epoch.shares);
  } catch (error) {
    throw new EpochError('impossible sharing', { cause: error });
  }
  if (epoch.version !== 1) throw new EpochError('unknown version');
  if (!Number.isInteger(epoch.epoch) || epoch.epoch < 1) throw new EpochError('not an epoch number');
  if (epoch.commitments.length !== epoch.threshold)
    throw new EpochError('one commitment per coefficient expected');
  if (epoch.commitments[0] !== epoch.groupKey)
    throw new EpochError('the first commitment must be the group key');
  const commitments = epoch.commitments.map(decodeTextElement);
  const groupKey = decodeTextElement(epoch.groupKey);
  groupKey.precompute(8, false);
  return {
    epoch: epoch.epoch,
    threshold: epoch.threshold,
    shares: epoch.shares,
    groupKey,
    groupKeyBytes: encodeElement(groupKey),
    commitments,
    commitmentBytes: commitments.map(encodeElement),
  };
}

export function publishEpoch(
  epoch: number,
  threshold: number,
  shares: number,
  commitments: readonly Element[],
): EpochPublic {
  const encoded = commitments.map((commitment) => toText(encodeElement(commitment)));
  const [groupKey] = encoded;
  if (groupKey === undefined) throw new EpochError('no commitment');
  return { version: 1, epoch, threshold, shares, groupKey, commitments: encoded };
}

function decodeTextElement(text: string): Element {
  const bytes = fromText(text, ELEMENT_BYTES);
  const element = bytes && decodeElement(bytes);
  if (!element) throw new EpochError('not a canonical group element');
  return element;
}
