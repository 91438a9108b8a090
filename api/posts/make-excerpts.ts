import { excerptOf } from '../../markdown/plain-text.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { Database, Tx } from '../platform/database/database.ts';
import { inBatches } from '../platform/database/in-batches.ts';

/** Few enough that others get their turn between two batches. */
const batch = 20;

/**
 * Makes the excerpts that posts lack: those written before there were any. In the order of their random ids, so that
 * the order of writing tells nothing of who or when. What is locked is being written, and waits for the next run.
 * @returns how many.
 */
export async function makeExcerpts(db: Database['service']): Promise<number> {
  const tables = [Prisma.raw('forum.consultation'), Prisma.raw('forum.answer')];
  let made = 0;
  for (const table of tables) {
    made += await inBatches(batch, (size) => db.$transaction((tx) => makeSome(tx, table, size)));
  }
  return made;
}

async function makeSome(tx: Tx, table: Prisma.Sql, size: number): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string; body: string }[]>(Prisma.sql`
    SELECT id, body FROM ${table} WHERE excerpt IS NULL
    ORDER BY id LIMIT ${size} FOR NO KEY UPDATE SKIP LOCKED`);
  await tx.$executeRaw(Prisma.sql`
    UPDATE ${table} post SET excerpt = made.excerpt
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ body }) => excerptOf(body))}::text[])
      AS made (id, excerpt)
    WHERE post.id = made.id`);
  return rows.length;
}
