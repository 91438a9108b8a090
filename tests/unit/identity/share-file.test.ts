import { expect, test } from 'vitest';
import { holdCeremony } from '../../../api/identity/crypto/ceremony.ts';
import { decryptShare, encryptShare, ShareFileError } from '../../../api/identity/crypto/share-file.ts';
import {
  openShareFile,
  ShareFileError as ShareFileErrorInBrowser,
} from '../../../web/features/lookups/protocol/share-file.ts';

const LOW = 4;
const passphrase = 'barr-tjäder-mossa-granit';

function firstShare() {
  const [share] = holdCeremony({ epoch: 3, threshold: 2, shares: 3 }).shares;
  if (!share) throw new Error('a share expected');
  return share;
}

test('a share file is armored age, shows nothing, and opens on both sides with the passphrase alone', async () => {
  const share = firstShare();
  const file = await encryptShare(share, passphrase, LOW);
  expect(file).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n[\s\S]+-----END AGE ENCRYPTED FILE-----\n$/);
  expect(file).not.toContain(share.secretShare);
  expect(await decryptShare(file, passphrase)).toEqual(share);
  expect(await openShareFile(file, passphrase)).toMatchObject({
    epoch: 3,
    threshold: 2,
    index: 1,
    commitments: share.commitments,
  });
});

test('a wrong passphrase, another file and a cut file each get their own refusal', async () => {
  const file = await encryptShare(firstShare(), passphrase, LOW);
  await expect(decryptShare(file, 'fel')).rejects.toThrow(ShareFileError);
  await expect(openShareFile(file, 'fel')).rejects.toEqual(new ShareFileErrorInBrowser('wrong-passphrase'));
  await expect(openShareFile('hello', passphrase)).rejects.toEqual(
    new ShareFileErrorInBrowser('not-a-share-file'),
  );
  await expect(openShareFile(file.slice(0, 200), passphrase)).rejects.toThrow(ShareFileErrorInBrowser);
});

test('an empty passphrase is refused', async () => {
  await expect(encryptShare(firstShare(), '', LOW)).rejects.toThrow(ShareFileError);
});
