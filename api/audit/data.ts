import { z } from 'zod';
import type { LookupTx, Tx } from '../platform/database/database.ts';
import { type Page, type PageRequest, toPage } from '../platform/pages.ts';
import { formatSecond } from './append-audit.ts';
import { type ChainVerdict, type Checkpoint, type HashedEntry, verifyChain } from './chain.ts';

/** An entry as technical admins see it. `actor` is an account's id, or null for the service itself. */
export type AuditRow = {
  seq: number;
  at: Date;
  kind: string;
  actor: string | null;
  details: string;
  hash: Uint8Array;
};

/** Sort key of the audit list: the number of the last entry seen. */
export const auditKeys = z.tuple([z.int().min(1)]);

/** Newest first. */
export async function listAudit(
  tx: Tx | LookupTx,
  page: PageRequest<z.infer<typeof auditKeys>>,
): Promise<Page<AuditRow>> {
  const rows = await tx.auditEntry.findMany({
    where: page.after ? { seq: { lt: page.after[0] } } : {},
    orderBy: { seq: 'desc' },
    take: page.first + 1,
    select: { seq: true, at: true, kind: true, actor: true, details: true, hash: true },
  });
  return toPage(
    rows.map((row) => ({ ...row, seq: Number(row.seq) })),
    page,
    (row) => [row.seq],
  );
}

/**
 * Reads the whole chain from the database, a thousand entries at a time, and says whether it is what was written.
 * @param publicKeyPem of the keyring, never of the database: who can alter entries can alter a stored key too.
 */
export async function verifyAudit(tx: Tx | LookupTx, publicKeyPem: string): Promise<ChainVerdict> {
  const checkpoints = await tx.auditCheckpoint.findMany({
    select: { seq: true, hash: true, at: true, signature: true },
  });
  return verifyChain(
    readEntries(tx),
    checkpoints.map(
      (row): Checkpoint => ({
        seq: Number(row.seq),
        hash: row.hash,
        at: formatSecond(row.at),
        signature: row.signature,
      }),
    ),
    publicKeyPem,
  );
}

const batch = 1000;

async function* readEntries(tx: Tx | LookupTx): AsyncGenerator<HashedEntry> {
  let after = -1n;
  for (;;) {
    const rows = await tx.auditEntry.findMany({
      where: { seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: batch,
      select: { seq: true, at: true, kind: true, actor: true, details: true, prevHash: true, hash: true },
    });
    for (const row of rows) yield { ...row, seq: Number(row.seq), at: formatSecond(row.at) };
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last.seq;
  }
}
