import { z } from 'zod';
import { Prisma } from '../../prisma/client/client.ts';
import { formatTime, time } from '../exports/schema-parts.ts';
import { exporter } from '../exports/types.ts';

const exportedSanction = z.strictObject({
  kind: z.enum(['WARNING', 'SUSPENSION']),
  rule: z.string().nullable(),
  statement: z.string(),
  decidedAt: time,
  until: time,
  lifted: z.boolean(),
});

interface Row {
  kind: 'WARNING' | 'SUSPENSION';
  rule: string | null;
  statement: string;
  decided_at: Date;
  until: Date;
  lifted: boolean;
}

/** Warnings and suspensions, past ones too, on whichever face; by which of them it was set is not said, as on the page. */
export const exportSanctions = exporter({
  name: 'sanctions',
  tables: ['moderation.sanction'],
  schema: z.array(exportedSanction),
  async collect({ db }, { physicianId, aliases }) {
    const read = (hers: Prisma.Sql) =>
      db.service.$queryRaw<Row[]>`
        SELECT s.kind::text, d.rule::text, d.statement, d.decided_at, s.until, s.lifted
        FROM moderation.sanction s JOIN moderation.decision d ON d.id = s.decision_id WHERE ${hers}`;
    const rows = await read(Prisma.sql`s.account_id = ${physicianId}::uuid`);
    for (const alias of aliases.keys()) rows.push(...(await read(Prisma.sql`s.alias_id = ${alias}::uuid`)));
    const sanctions = rows.map(({ decided_at, until, ...row }) => ({
      ...row,
      decidedAt: formatTime(decided_at),
      until: formatTime(until),
    }));
    return { data: sanctions.sort((one, other) => one.decidedAt.localeCompare(other.decidedAt)) };
  },
});
