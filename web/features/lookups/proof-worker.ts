/**
 * Opens a share file and computes a partial away from the page, which scrypt would freeze for a second or more. The
 * share exists in this worker only; whoever started it ends it after one answer, and the memory with it.
 */
import type { ProofAnswer, ProofTask } from './proof-types.ts';
import { ProofError, provePartial } from './protocol/prove-partial.ts';
import { openShareFile, ShareFileError } from './protocol/share-file.ts';

async function prove({ file, passphrase, index, lookup }: ProofTask): Promise<ProofAnswer> {
  try {
    const share = await openShareFile(file, passphrase);
    if (share.epoch === lookup.epoch.number && share.index !== index) {
      return { ok: false, problem: 'other-admin', index: share.index };
    }
    return { ok: true, partial: provePartial(share, lookup) };
  } catch (error) {
    const expected = error instanceof ShareFileError || error instanceof ProofError;
    return { ok: false, problem: expected ? error.code : 'failed', index: null };
  }
}

self.onmessage = async ({ data }: MessageEvent<ProofTask>) => {
  self.postMessage(await prove(data));
};
