import { armor, Decrypter, Encrypter } from 'age-encryption';
import { z } from 'zod';
import { type Share, verifyShare } from './ceremony.ts';

/** age's own default: about a second to try one passphrase. Tests take less. */
export const DEFAULT_WORK_FACTOR = 18;

const shareSchema = z.strictObject({
  version: z.literal(1),
  epoch: z.int().min(1),
  threshold: z.int().min(1),
  shares: z.int().min(1),
  index: z.int().min(1),
  secretShare: z.string(),
  groupKey: z.string(),
  commitments: z.array(z.string()),
});

export class ShareFileError extends Error {
  override readonly name = 'ShareFileError';
}

/**
 * One admin's share as an ASCII-armored age file (age-encryption.org/v1) under her passphrase. `age -d` opens it too.
 * @param workFactor log2 of scrypt's N.
 */
export async function encryptShare(
  share: Share,
  passphrase: string,
  workFactor = DEFAULT_WORK_FACTOR,
): Promise<string> {
  if (passphrase.length === 0) throw new ShareFileError('a share file needs a passphrase');
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(passphrase);
  const { version, epoch, threshold, shares, index, secretShare, groupKey, commitments } = share;
  const text = JSON.stringify({
    version,
    epoch,
    threshold,
    shares,
    index,
    secretShare,
    groupKey,
    commitments,
  });
  return armor.encode(await encrypter.encrypt(text));
}

/**
 * Opens a share file. The server never does in service (the browser does): this is for the ceremony, which reads
 * each file back before it forgets the share, and for tests.
 * @throws ShareFileError on a wrong passphrase, a damaged file or a share that its commitments do not fit.
 */
export async function decryptShare(file: string, passphrase: string): Promise<Share> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let text: string;
  try {
    text = await decrypter.decrypt(armor.decode(file), 'text');
  } catch (error) {
    throw new ShareFileError('wrong passphrase, or not a share file', { cause: error });
  }
  const share = parseShare(text);
  if (!share || !verifyShare(share)) throw new ShareFileError('the share does not fit its commitments');
  return share;
}

function parseShare(text: string): Share | null {
  try {
    return shareSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
