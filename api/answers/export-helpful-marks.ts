import { z } from 'zod';
import { place, placeOf } from '../exports/schema-parts.ts';
import { exporter } from '../exports/types.ts';
import { equalTags } from '../identity/mark-tag.ts';
import type { ConsultationId } from '../platform/ids.ts';
import { helpfulTag } from './data.ts';

const batch = 5000;

/**
 * The answers that she marked as helpful. Who marked is not stored: all marks are read, with statements that are the same
 * for everybody, and compared with the tag that would be hers.
 */
export const exportHelpfulMarks = exporter({
  name: 'helpful-marks',
  tables: ['forum.helpful_mark'],
  schema: z.array(place),
  async collect(services, { physicianId }) {
    const { db, config } = services;
    const marks: z.infer<typeof place>[] = [];
    const tags = new Map<string, Uint8Array>();
    const tagIn = (consultationId: string) => {
      const tag =
        tags.get(consultationId) ?? helpfulTag(services, { physicianId }, consultationId as ConsultationId);
      tags.set(consultationId, tag);
      return tag;
    };
    let after: { answer_id: string; tag: Uint8Array<ArrayBuffer> } | null = null;
    for (;;) {
      const rows: { answer_id: string; consultation_id: string; tag: Uint8Array<ArrayBuffer> }[] = await db
        .service.$queryRaw`
        SELECT m.answer_id, a.consultation_id, m.tag
        FROM forum.helpful_mark m JOIN forum.answer a ON a.id = m.answer_id
        WHERE ${after === null}::boolean
          OR (m.answer_id, m.tag) > (${after?.answer_id ?? null}::uuid, ${after?.tag ?? null}::bytea)
        ORDER BY m.answer_id, m.tag LIMIT ${batch}`;
      for (const row of rows) {
        if (equalTags(row.tag, tagIn(row.consultation_id))) {
          marks.push(placeOf(config.publicUrl, row.consultation_id, row.answer_id));
        }
      }
      after = rows.at(-1) ?? null;
      if (rows.length < batch) return { data: marks };
    }
  },
});
