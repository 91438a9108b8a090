import type { PrismaClient } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AliasId } from '../platform/ids.ts';
import { type ClaimRow, decryptClaim } from './crypto/claim-cipher.ts';
import type { Keyring } from './crypto/keyring.ts';

/**
 * The nightly job on the claims: takes away those whose alias never came to be, then rewrites the table in random
 * order, so that neither the rows' places nor their transactions' ids tell when a claim was written (ANONYMITY 13, 50).
 * New claims wait while it runs.
 *
 * A claim is written before its alias, so a missing alias may only be late. Two generations decide: a run marks what
 * is missing, the next takes what is marked and still missing. That is sound because `sealAuthor` refuses a claim
 * older than ten minutes, and the runs are a night apart: never start this job twice within an hour. A claim to an
 * alias whose seal was opened stays, also when the post is gone: by it alone can its author be told.
 * @returns how many were marked, how many were taken away, and how many could not be read and were left alone (none,
 * unless somebody altered the table or the keyring was changed).
 */
export async function tendClaims(db: PrismaClient, keyring: Keyring): Promise<Sweep> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE vault.claim IN SHARE ROW EXCLUSIVE MODE`;
      const result = await sweepClaims(tx, keyring);
      await rewriteClaims(tx);
      return result;
    },
    { timeout: 10 * 60 * 1000, maxWait: 60 * 1000 },
  );
}

export type Sweep = { marked: number; swept: number; unreadable: number };

const batch = 1000;

/** One generation of the sweep. Call it through `tendClaims`, which holds the lock and hides the traces. */
export async function sweepClaims(tx: Tx, keyring: Keyring): Promise<Sweep> {
  const opened = await tx.$queryRaw<{ alias: string }[]>`
    SELECT DISTINCT alias_id AS alias FROM vault.opening_notice`;
  const toBeTold = opened.map(({ alias }) => alias);
  const marked: string[] = [];
  const unmarked: string[] = [];
  const swept: string[] = [];
  let unreadable = 0;
  let after: string | null = null;
  for (;;) {
    const rows: ClaimBatch = await tx.claim.findMany({
      where: after === null ? {} : { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: batch,
      select: { id: true, ownerTag: true, nonce: true, ciphertext: true, unmatched: true },
    });
    const claims = rows.flatMap((row) => {
      const alias = readAlias(keyring, row);
      if (alias === null) unreadable += 1;
      return alias === null ? [] : [{ id: row.id, unmatched: row.unmatched, alias }];
    });
    const existing = await tx.alias.findMany({
      where: { id: { in: claims.map((claim) => claim.alias) } },
      select: { id: true },
    });
    const aliases = new Set([...existing.map((alias) => alias.id), ...toBeTold]);
    for (const claim of claims) {
      if (aliases.has(claim.alias)) {
        if (claim.unmatched) unmarked.push(claim.id);
      } else {
        (claim.unmatched ? swept : marked).push(claim.id);
      }
    }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < batch) break;
  }
  await inBatches(swept, (ids) => tx.claim.deleteMany({ where: { id: { in: ids } } }));
  await inBatches(marked, (ids) =>
    tx.claim.updateMany({ where: { id: { in: ids } }, data: { unmatched: true } }),
  );
  await inBatches(unmarked, (ids) =>
    tx.claim.updateMany({ where: { id: { in: ids } }, data: { unmatched: false } }),
  );
  return { marked: marked.length, swept: swept.length, unreadable };
}

/** Writes every row anew, in random order and by one transaction. */
export async function rewriteClaims(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    WITH taken AS (DELETE FROM vault.claim RETURNING id, owner_tag, nonce, ciphertext, unmatched)
    INSERT INTO vault.claim (id, owner_tag, nonce, ciphertext, unmatched)
    SELECT id, owner_tag, nonce, ciphertext, unmatched FROM taken ORDER BY gen_random_uuid()`;
}

type ClaimBatch = (ClaimRow & { unmatched: boolean })[];

function readAlias(keyring: Keyring, row: ClaimRow): AliasId | null {
  try {
    return decryptClaim(keyring, row).alias;
  } catch {
    return null;
  }
}

async function inBatches(ids: readonly string[], act: (ids: string[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < ids.length; at += batch) await act(ids.slice(at, at + batch));
}
