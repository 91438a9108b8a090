import { z } from 'zod';
import {
  decision,
  formatTime,
  formatTimeOrNull,
  place,
  placeOf,
  redaction,
  revision,
  time,
  waitingEdit,
} from '../exports/schema-parts.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AliasId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { type PostRef, readPostHistory } from './export-history.ts';

/** How an anonymous post is signed. */
const shownAs = z.strictObject({
  number: z.int().nullable().describe('0 asked the question; null: has not appeared yet'),
  specialty: z.string().nullable(),
});

/** What the archive tells of every post of hers, a question's and an answer's alike. */
export const exportedPost = z.strictObject({
  ...place.shape,
  face: z.enum(['NAMED', 'ANONYMOUS']).describe('Under which face she wrote'),
  shownAs: shownAs.nullable().describe('Of an anonymous post'),
  text: z.string().describe('Markdown. Empty once it has been taken away.'),
  identifierOverride: z.string().nullable(),
  visibility: z.enum(['VISIBLE', 'HIDDEN', 'DELETED', 'WITHDRAWN', 'HELD']),
  editedByModeration: z.boolean(),
  postedAt: time,
  editedAt: time.nullable(),
  revisions: z.array(revision),
  waitingEdit: waitingEdit.nullable().describe('Her text that waits for a moderator'),
  decisions: z.array(decision),
  redactions: z.array(redaction),
});

export type ExportedPost = z.infer<typeof exportedPost>;

/** The columns that `readExportedPost` needs. */
export const exportedPostColumns = {
  id: true,
  body: true,
  identifierOverride: true,
  visibility: true,
  editedByModeration: true,
  postedAt: true,
  editedAt: true,
} as const;

interface PostRow {
  readonly body: string;
  readonly identifierOverride: string | null;
  readonly visibility: ExportedPost['visibility'];
  readonly editedByModeration: boolean;
  readonly postedAt: Date;
  readonly editedAt: Date | null;
}

/** @param signature null: she wrote it under her name. */
export async function readExportedPost(
  { db, config }: Services,
  ref: PostRef,
  row: PostRow,
  signature: ExportedPost['shownAs'],
): Promise<ExportedPost> {
  const { body, identifierOverride, visibility, editedByModeration, postedAt, editedAt } = row;
  return {
    ...placeOf(config.publicUrl, ref.consultationId, ref.answerId),
    face: signature ? 'ANONYMOUS' : 'NAMED',
    shownAs: signature,
    text: body,
    identifierOverride,
    visibility,
    editedByModeration,
    postedAt: formatTime(postedAt),
    editedAt: formatTimeOrNull(editedAt),
    ...(await readPostHistory(db.service, ref)),
  };
}

/** How one of her aliases signs. */
export async function readSignature(db: Tx, aliasId: AliasId): Promise<z.infer<typeof shownAs>> {
  const alias = await db.alias.findUnique({
    where: { id: aliasId },
    select: { number: true, specialtyCode: true },
  });
  return { number: alias?.number ?? null, specialty: alias?.specialtyCode ?? null };
}

/** For an array's `sort`. */
export const oldestFirst = (one: ExportedPost, other: ExportedPost): number =>
  one.postedAt.localeCompare(other.postedAt);
