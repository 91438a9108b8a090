import { createPublicKey } from 'node:crypto';
import type { SigningKey } from '../identity/crypto/signature.ts';
import type { Clock } from '../platform/clock.ts';
import type { LookupTx, Tx } from '../platform/database/database.ts';
import { formatSecond, wholeSecond } from './append-audit.ts';
import { signCheckpoint } from './chain.ts';

/**
 * Signs the head of the chain as it stands, unless it is signed already. Runs every hour, and in the transaction of
 * each opening: from then on nobody can cut the opening off unnoticed. Copies of the checkpoints kept on another
 * machine protect against whoever owns this database.
 * @returns the number of the entry that is signed now, or null where there is no new one.
 */
export async function checkpointAudit(
  tx: Tx | LookupTx,
  clock: Clock,
  key: SigningKey,
): Promise<number | null> {
  const head = await tx.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, hash: true } });
  if (!head) return null;
  const at = wholeSecond(clock.now());
  const seq = Number(head.seq);
  const { signature } = signCheckpoint(key, { seq, hash: head.hash, at: formatSecond(at) });
  const { count } = await tx.auditCheckpoint.createMany({
    data: [
      {
        seq: head.seq,
        hash: head.hash,
        at,
        publicKey: Uint8Array.from(createPublicKey(key.publicKeyPem).export({ format: 'der', type: 'spki' })),
        signature: Uint8Array.from(signature),
      },
    ],
    skipDuplicates: true,
  });
  return count === 1 ? seq : null;
}
