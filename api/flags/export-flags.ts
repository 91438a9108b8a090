import { z } from 'zod';
import { formatTime, place, placeOf, time } from '../exports/schema-parts.ts';
import { exporter } from '../exports/types.ts';
import { equalTags, markTag } from '../identity/mark-tag.ts';

const exportedFlag = z.strictObject({
  ...place.shape,
  reason: z.string(),
  note: z.string(),
  flaggedAt: time,
});

const batch = 5000;

/**
 * The posts that she reported, with what she wrote. Who reported is not stored: the tags of all reports are read, with
 * statements that are the same for everybody, and compared with the one that would be hers.
 */
export const exportFlags = exporter({
  name: 'reports',
  tables: ['moderation.flag'],
  schema: z.array(exportedFlag),
  async collect({ db, keyring, config }, { physicianId }) {
    const hers: string[] = [];
    let after: string | null = null;
    for (;;) {
      const rows: { id: string; postId: string; reporterTag: Uint8Array }[] = await db.service.flag.findMany({
        where: after === null ? {} : { id: { gt: after } },
        orderBy: { id: 'asc' },
        take: batch,
        select: { id: true, postId: true, reporterTag: true },
      });
      for (const { id, postId, reporterTag } of rows) {
        if (equalTags(reporterTag, markTag(keyring, 'flag', physicianId, postId))) hers.push(id);
      }
      after = rows.at(-1)?.id ?? null;
      if (rows.length < batch) break;
    }
    const flags: z.infer<typeof exportedFlag>[] = [];
    for (const id of hers) {
      const [row] = await db.service.$queryRaw<
        {
          consultation_id: string;
          answer_id: string | null;
          reason: string;
          note: string;
          flagged_at: Date;
        }[]
      >`
        SELECT c.consultation_id, c.answer_id, f.reason::text, f.note, f.flagged_at
        FROM moderation.flag f JOIN moderation.moderation_case c ON c.id = f.case_id WHERE f.id = ${id}::uuid`;
      if (!row) continue;
      flags.push({
        ...placeOf(config.publicUrl, row.consultation_id, row.answer_id),
        reason: row.reason,
        note: row.note,
        flaggedAt: formatTime(row.flagged_at),
      });
    }
    return { data: flags };
  },
});
