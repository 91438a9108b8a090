import { armor, Decrypter } from 'age-encryption';
import { fromText } from './encoding.ts';
import { decodeScalar, type Element, Group, readElement, shareKey } from './group.ts';

/** An opened share. `secret` is f(index); it lives in this tab's memory only and must not be stored or sent. */
export type Share = {
  readonly epoch: number;
  readonly threshold: number;
  readonly index: number;
  readonly secret: bigint;
  readonly commitments: readonly string[];
};

/**
 * not-a-share-file: the text is no armored age file, or what it holds is no share.
 * wrong-passphrase: it could not be decrypted.
 * damaged-share: it holds a share that its own commitments do not fit.
 */
export class ShareFileError extends Error {
  override readonly name = 'ShareFileError';
  readonly code: 'not-a-share-file' | 'wrong-passphrase' | 'damaged-share';
  constructor(code: ShareFileError['code'], cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/**
 * Decrypts an admin's share file in the browser and checks it against the commitments inside.
 * Takes about a second of computing (scrypt); show that something is going on before calling.
 * @throws ShareFileError
 */
export async function openShareFile(file: string, passphrase: string): Promise<Share> {
  let encrypted: Uint8Array;
  try {
    encrypted = armor.decode(file);
  } catch (error) {
    throw new ShareFileError('not-a-share-file', error);
  }
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let text: string;
  try {
    text = await decrypter.decrypt(encrypted, 'text');
  } catch (error) {
    throw new ShareFileError('wrong-passphrase', error);
  }
  return readShare(text);
}

/**
 * The share in a decrypted file.
 * @throws ShareFileError
 */
export function readShare(text: string): Share {
  const value = parseObject(text);
  const { version, epoch, threshold, shares, index, secretShare, groupKey, commitments } = value;
  if (
    version !== 1 ||
    !isPositive(epoch) ||
    !isPositive(threshold) ||
    !isPositive(shares) ||
    !isPositive(index) ||
    typeof secretShare !== 'string' ||
    typeof groupKey !== 'string' ||
    !isTexts(commitments)
  ) {
    throw new ShareFileError('not-a-share-file');
  }
  const secret = decodeScalar(fromText(secretShare, 32));
  const elements = readCommitments(commitments);
  const sound =
    secret &&
    elements &&
    threshold <= shares &&
    index <= shares &&
    commitments.length === threshold &&
    commitments[0] === groupKey &&
    Group.BASE.multiply(secret).equals(shareKey(elements, index));
  if (!sound) throw new ShareFileError('damaged-share');
  return { epoch, threshold, index, secret, commitments };
}

function readCommitments(texts: readonly string[]): Element[] | null {
  const elements = texts.map(readElement).filter((element) => element !== null);
  return elements.length === texts.length ? elements : null;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch (error) {
    throw new ShareFileError('not-a-share-file', error);
  }
  throw new ShareFileError('not-a-share-file');
}

const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
