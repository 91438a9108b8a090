import { z } from 'zod';
import { readSignature } from '../consultations/export-consultations.ts';
import { readablePosts } from '../exports/readable-posts.ts';
import {
  decision,
  face,
  formatTime,
  formatTimeOrNull,
  place,
  placeOf,
  redaction,
  revision,
  shownAs,
  time,
} from '../exports/schema-parts.ts';
import { type ExportSubject, exporter } from '../exports/types.ts';
import { readPostHistory } from '../posts/export-history.ts';
import type { Services } from '../services.ts';

export const exportedAnswer = z.strictObject({
  ...place.shape,
  face,
  shownAs: shownAs.nullable().describe('Of an anonymous post'),
  text: z.string().describe('Markdown. Empty once it has been taken away.'),
  quotedAnswerId: z.uuid().nullable().describe("Another's answer, by its address only"),
  identifierOverride: z.string().nullable(),
  visibility: z.enum(['VISIBLE', 'HIDDEN', 'DELETED', 'WITHDRAWN', 'HELD']),
  helpfulCount: z.int(),
  editedByModeration: z.boolean(),
  postedAt: time,
  editedAt: time.nullable(),
  revisions: z.array(revision),
  decisions: z.array(decision),
  redactions: z.array(redaction),
});

export type ExportedAnswer = z.infer<typeof exportedAnswer>;

const columns = {
  id: true,
  consultationId: true,
  body: true,
  quotedAnswerId: true,
  identifierOverride: true,
  visibility: true,
  helpfulCount: true,
  editedByModeration: true,
  postedAt: true,
  editedAt: true,
} as const;

/** Every answer of hers under any face, oldest first. Of the question it belongs to, another's text, the address only. */
export const exportAnswers = exporter({
  name: 'answers',
  tables: ['forum.answer'],
  schema: z.array(exportedAnswer),
  async collect(services, subject) {
    const data = await readAnswers(services, subject);
    return { data, files: readablePosts('answers', data, subject.locale) };
  },
});

async function readAnswers(
  { db, config }: Services,
  { physicianId, aliases }: ExportSubject,
): Promise<ExportedAnswer[]> {
  const answers: ExportedAnswer[] = [];
  const named = await db.service.answer.findMany({ where: { authorId: physicianId }, select: columns });
  for (const row of named) answers.push(await toAnswer(row, null));
  for (const aliasId of aliases.keys()) {
    const rows = await db.service.answer.findMany({ where: { aliasId }, select: columns });
    if (rows.length === 0) continue;
    const signature = await readSignature(db.service, aliasId);
    for (const row of rows) answers.push(await toAnswer(row, signature));
  }
  return answers.sort((one, other) => one.postedAt.localeCompare(other.postedAt));

  async function toAnswer(
    row: (typeof named)[number],
    signature: ExportedAnswer['shownAs'],
  ): Promise<ExportedAnswer> {
    const { id, consultationId, body, postedAt, editedAt, ...rest } = row;
    return {
      ...placeOf(config.publicUrl, consultationId, id),
      face: signature ? 'ANONYMOUS' : 'NAMED',
      shownAs: signature,
      ...rest,
      text: body,
      postedAt: formatTime(postedAt),
      editedAt: formatTimeOrNull(editedAt),
      ...(await readPostHistory(db.service, { consultationId, answerId: id })),
    };
  }
}
