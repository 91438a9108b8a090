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

const exportedAnswer = z.strictObject({
  ...exportedPost.shape,
  quotedAnswerId: z.uuid().nullable().describe("Another's answer, by its address only"),
  helpfulCount: z.int(),
});

export type ExportedAnswer = z.infer<typeof exportedAnswer>;

const columns = {
  ...exportedPostColumns,
  consultationId: true,
  quotedAnswerId: true,
  helpfulCount: true,
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
  services: Services,
  { physicianId, aliases }: ExportSubject,
): Promise<ExportedAnswer[]> {
  const db = services.db.service;
  const answers: ExportedAnswer[] = [];
  const named = await db.answer.findMany({ where: { authorId: physicianId }, select: columns });
  for (const row of named) answers.push(await toAnswer(row, null));
  for (const aliasId of aliases.keys()) {
    const rows = await db.answer.findMany({ where: { aliasId }, select: columns });
    if (rows.length === 0) continue;
    const signature = await readSignature(db, aliasId);
    for (const row of rows) answers.push(await toAnswer(row, signature));
  }
  return answers.sort(oldestFirst);

  async function toAnswer(
    row: (typeof named)[number],
    signature: ExportedAnswer['shownAs'],
  ): Promise<ExportedAnswer> {
    const { id, consultationId, quotedAnswerId, helpfulCount } = row;
    const post = await readExportedPost(services, { consultationId, answerId: id }, row, signature);
    return { ...post, quotedAnswerId, helpfulCount };
  }
}
