import type { Processor } from '../../analytics/processors.ts';
import type { LookupReason, Visibility } from '../../prisma/client/enums.ts';
import { listSealTags } from '../identity/pseudonyms.ts';
import { readAdminNames } from '../lookups/data.ts';
import type { LookupTx } from '../platform/database/database.ts';
import type { ConsultationId, LookupId } from '../platform/ids.ts';
import { mayReadText, mayReadThread } from '../posts/policy.ts';
import { isOwn, type Reader } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import { formatDay } from './policy.ts';
import type { LookupNotice, OpeningNotice } from './types.ts';

interface NoticeRow {
  alias_id: string | null;
  consultation_id: string | null;
  processor: Processor | null;
  pseudonym_tag: Uint8Array | null;
  reason: LookupReason;
  opened_on: Date;
  /** Of the consultation; null where it has been erased since. */
  title: string | null;
  visibility: Visibility | null;
  answer_count: number | null;
  author_id: string | null;
  asker_alias_id: string | null;
}

/**
 * What the reader is told of openings of her own aliases and pseudonyms, newest first.
 *
 * One statement, and the same for every member: all notices that are due are read, and which are hers is decided in
 * memory. Openings are few, each takes several people's hands. A statement that named her aliases would tie them to
 * each other wherever the database writes its statements down.
 */
export async function listOwnNotices(
  { db: { service: db }, keyring }: Pick<Services, 'db' | 'keyring'>,
  reader: Reader,
  now: Date,
): Promise<LookupNotice[]> {
  const rows = await db.$queryRaw<NoticeRow[]>`
    SELECT n.alias_id, n.consultation_id, n.processor::text AS processor, n.pseudonym_tag, n.reason::text AS reason, n.opened_on,
      c.title, c.visibility::text AS visibility, c.answer_count, c.author_id, c.alias_id AS asker_alias_id
    FROM vault.opening_notice n
    LEFT JOIN forum.consultation c ON c.id = n.consultation_id
    WHERE n.tell_after <= ${now}
    ORDER BY n.opened_on DESC, n.consultation_id, n.alias_id, n.pseudonym_tag`;
  const tags = rows.some((row) => row.pseudonym_tag !== null)
    ? await listSealTags(db, keyring, reader.physicianId)
    : [];
  return rows
    .filter((row) => (row.alias_id ? reader.aliases.has(row.alias_id) : isTagged(tags, row.pseudonym_tag)))
    .map((row) => ({
      consultationId: row.consultation_id as ConsultationId | null,
      processor: row.processor,
      title: readableTitle(row, reader),
      reason: row.reason,
      openedOn: formatDay(row.opened_on),
    }));
}

const isTagged = (tags: readonly Uint8Array[], tag: Uint8Array | null): boolean =>
  tag !== null && tags.some((own) => Buffer.compare(own, tag) === 0);

/** She may have answered where the question has been hidden since: she gets no more of it than the thread page gives. */
function readableTitle(row: NoticeRow, reader: Reader): string {
  const { title, visibility, answer_count, author_id, asker_alias_id } = row;
  if (title === null || visibility === null) return '';
  const isMine = isOwn(reader, { authorId: author_id, aliasId: asker_alias_id });
  const thread = { visibility, answerCount: answer_count ?? 0 };
  return mayReadThread(thread, { asked: isMine }) && mayReadText(visibility, isMine) ? title : '';
}

/** When the authors of some lookups are told, by lookup; none before its opening. Four statements, however many. */
export async function readOpeningNotices(
  tx: LookupTx,
  ids: readonly LookupId[],
): Promise<Map<LookupId, OpeningNotice>> {
  const lookups = await tx.lookup.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, requestedBy: true },
  });
  const notices = await tx.openingNotice.findMany({
    where: { lookupId: { in: [...ids] } },
    select: { lookupId: true, tellAfter: true },
  });
  const extensions = await tx.noticeExtension.findMany({
    where: { lookupId: { in: notices.map(({ lookupId }) => lookupId) } },
    orderBy: { number: 'asc' },
    select: {
      lookupId: true,
      accountId: true,
      at: true,
      tellAfterBefore: true,
      tellAfter: true,
      statement: true,
    },
  });
  const nameOf = await readAdminNames(
    tx,
    extensions.map(({ accountId }) => accountId),
  );
  const requesters = new Map(lookups.map(({ id, requestedBy }) => [id, requestedBy]));
  return new Map(
    notices.map(({ lookupId, tellAfter }) => [
      lookupId as LookupId,
      {
        tellAfter,
        requestedBy: requesters.get(lookupId) ?? '',
        extensions: extensions
          .filter((extension) => extension.lookupId === lookupId)
          .map(({ accountId, at, tellAfterBefore, tellAfter, statement }) => ({
            admin: nameOf(accountId),
            at,
            tellAfterBefore,
            tellAfter,
            statement,
          })),
      },
    ]),
  );
}
