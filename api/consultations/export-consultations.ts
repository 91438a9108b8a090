import { z } from 'zod';
import { readablePosts } from '../exports/readable-posts.ts';
import { type ExportSubject, exporter } from '../exports/types.ts';
import {
  exportedPost,
  exportedPostColumns,
  oldestFirst,
  readExportedPost,
  readSignature,
} from '../posts/export-post.ts';
import type { Services } from '../services.ts';

const exportedQuestion = z.strictObject({
  ...exportedPost.shape,
  kind: z.string(),
  specialty: z.string(),
  tags: z.array(z.string()),
  title: z.string(),
  locked: z.boolean(),
  solved: z.boolean(),
  solvedByAnswerId: z.uuid().nullable(),
});

export type ExportedQuestion = z.infer<typeof exportedQuestion>;

const columns = {
  ...exportedPostColumns,
  kind: true,
  specialtyCode: true,
  tags: true,
  title: true,
  locked: true,
  solved: true,
  solvedByAnswerId: true,
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
    'moderation.waiting_edit',
    'vault.claim',
  ],
  schema: z.array(exportedQuestion),
  async collect(services, subject) {
    const data = await readQuestions(services, subject);
    return { data, files: readablePosts('questions', data, subject.locale) };
  },
});

async function readQuestions(
  services: Services,
  { physicianId, aliases }: ExportSubject,
): Promise<ExportedQuestion[]> {
  const db = services.db.service;
  const questions: ExportedQuestion[] = [];
  const named = await db.consultation.findMany({ where: { authorId: physicianId }, select: columns });
  for (const row of named) questions.push(await toQuestion(row, null));
  for (const aliasId of aliases.keys()) {
    const row = await db.consultation.findFirst({ where: { aliasId }, select: columns });
    if (row) questions.push(await toQuestion(row, await readSignature(db, aliasId)));
  }
  return questions.sort(oldestFirst);

  async function toQuestion(
    row: (typeof named)[number],
    signature: ExportedQuestion['shownAs'],
  ): Promise<ExportedQuestion> {
    const { id, kind, specialtyCode, tags, title, locked, solved, solvedByAnswerId } = row;
    const post = await readExportedPost(services, { consultationId: id, answerId: null }, row, signature);
    return { ...post, kind, specialty: specialtyCode, tags, title, locked, solved, solvedByAnswerId };
  }
}
