import { z } from 'zod';
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
import type { Tx } from '../platform/database/database.ts';
import { readPostHistory } from '../posts/export-history.ts';
import type { Services } from '../services.ts';

export const exportedQuestion = z.strictObject({
  ...place.shape,
  face,
  shownAs: shownAs.nullable().describe('Of an anonymous post'),
  kind: z.string(),
  specialty: z.string(),
  tags: z.array(z.string()),
  title: z.string(),
  text: z.string().describe('Markdown. Empty once it has been taken away.'),
  identifierOverride: z.string().nullable(),
  visibility: z.enum(['VISIBLE', 'HIDDEN', 'DELETED', 'WITHDRAWN', 'HELD']),
  locked: z.boolean(),
  solved: z.boolean(),
  solvedByAnswerId: z.uuid().nullable(),
  editedByModeration: z.boolean(),
  postedAt: time,
  editedAt: time.nullable(),
  revisions: z.array(revision),
  decisions: z.array(decision),
  redactions: z.array(redaction),
});

export type ExportedQuestion = z.infer<typeof exportedQuestion>;

const columns = {
  id: true,
  kind: true,
  specialtyCode: true,
  tags: true,
  title: true,
  body: true,
  identifierOverride: true,
  visibility: true,
  locked: true,
  solved: true,
  solvedByAnswerId: true,
  editedByModeration: true,
  postedAt: true,
  editedAt: true,
} as const;

/** Every question of hers under any face, oldest first. */
export const exportConsultations = exporter({
  name: 'questions',
  tables: [
    'forum.consultation',
    'forum.alias',
    'forum.held_post',
    'forum.revision',
    'moderation.appeal',
    'moderation.appeal_ruling',
    'moderation.decision',
    'moderation.redaction',
    'vault.claim',
  ],
  schema: z.array(exportedQuestion),
  async collect(services, subject) {
    const data = await readQuestions(services, subject);
    return { data, files: readablePosts('questions', data, subject.locale) };
  },
});

async function readQuestions(
  { db, config }: Services,
  { physicianId, aliases }: ExportSubject,
): Promise<ExportedQuestion[]> {
  const questions: ExportedQuestion[] = [];
  const named = await db.service.consultation.findMany({ where: { authorId: physicianId }, select: columns });
  for (const row of named) questions.push(await toQuestion(row, null));
  for (const aliasId of aliases.keys()) {
    const row = await db.service.consultation.findFirst({ where: { aliasId }, select: columns });
    if (row) questions.push(await toQuestion(row, await readSignature(db.service, aliasId)));
  }
  return questions.sort((one, other) => one.postedAt.localeCompare(other.postedAt));

  async function toQuestion(
    row: (typeof named)[number],
    signature: ExportedQuestion['shownAs'],
  ): Promise<ExportedQuestion> {
    const { id, specialtyCode, body, postedAt, editedAt, ...rest } = row;
    return {
      ...placeOf(config.publicUrl, id, null),
      face: signature ? 'ANONYMOUS' : 'NAMED',
      shownAs: signature,
      ...rest,
      specialty: specialtyCode,
      text: body,
      postedAt: formatTime(postedAt),
      editedAt: formatTimeOrNull(editedAt),
      ...(await readPostHistory(db.service, { consultationId: id, answerId: null })),
    };
  }
}

/** How one of her aliases signs. */
export async function readSignature(db: Tx, aliasId: string) {
  const alias = await db.alias.findUnique({
    where: { id: aliasId },
    select: { number: true, specialtyCode: true },
  });
  return { number: alias?.number ?? null, specialty: alias?.specialtyCode ?? null };
}
