import type { PrismaClient } from '../../../prisma/client/client.ts';

export interface Forgotten {
  /** Rows that were written anew. */
  settled: number;
  /** Tables that could not be rewritten: too large, or in use. Their rows' places still tell an order. */
  left: string[];
  /** The write-ahead log that came before is gone; false on a PostgreSQL that is not our own. */
  log: boolean;
}

/** Everybody waits while a table is rewritten; 64 MB take about half a second. */
const rewriteUpTo = 64 * 1024 * 1024;
/** At night more may be waited for. */
const rewriteAtNightUpTo = 4 * 1024 * 1024 * 1024;

/**
 * Takes away what the database itself keeps of the order in which rows were written: their transactions' ids, those of
 * the locks on them, their places, what was deleted, the write-ahead log (ANONYMITY 13, 50, 60). Every hour, since content bears its hour anyway.
 * What was written since the last time can still be put in order by whoever copies the database now.
 */
export async function forgetOrder(db: PrismaClient, when: 'by day' | 'at night'): Promise<Forgotten> {
  const [result] = await unlessDeadlocked(
    () => db.$queryRaw<{ settled: bigint }[]>`SELECT platform.settle_rows() AS settled`,
  );
  const tables = await db.$queryRaw<{ name: string }[]>`SELECT name FROM platform.own_tables()`;
  const left: string[] = [];
  for (const { name } of tables) {
    const limit = when === 'at night' ? rewriteAtNightUpTo : rewriteUpTo;
    const [row] = await unlessDeadlocked(
      () => db.$queryRaw<{ rewritten: boolean }[]>`
        SELECT platform.rewrite_table(${name}, ${limit}::bigint) AS rewritten`,
    );
    if (!row?.rewritten) left.push(name);
  }
  const [log] = await db.$queryRaw<{ forgotten: boolean }[]>`SELECT platform.forget_log() AS forgotten`;
  return { settled: Number(result?.settled ?? 0), left, log: log?.forgotten === true };
}

const mostTries = 5;

/**
 * Tries again where the database chose this statement to end a deadlock: rows are settled while others write, and whoever
 * waits for one of them may hold up the rewriting of a table that is to be settled next.
 */
async function unlessDeadlocked<Result>(statement: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await statement();
    } catch (error) {
      if (tries === mostTries || !String(error).includes('40P01')) throw error;
    }
  }
}
