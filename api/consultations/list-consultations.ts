import { Prisma } from '../../prisma/client/client.ts';
import { bylineJoins } from '../bylines/data.ts';
import type { Tx } from '../platform/database/database.ts';
import { type Page, type PageRequest, type TimeKeys, toPage } from '../platform/pages.ts';
import { aliasArray, type Reader } from '../posts/reader.ts';
import { isSpecialtyCode } from '../specialties/specialties.ts';
import { type ConsultationRow, consultationColumns, showConsultation } from './data.ts';
import type { Consultation, ConsultationList } from './types.ts';

export interface ListRequest extends PageRequest<TimeKeys> {
  list: ConsultationList;
  /** A specialty's code; an unknown one has no consultations. */
  specialty: string | null;
}

/** How each list is ordered: newest first, then by the (random) id. */
const order = {
  ACTIVITY: Prisma.raw('c.last_activity_at'),
  ANSWERED: Prisma.raw('c.last_activity_at'),
  MINE: Prisma.raw('c.posted_at'),
  NEWEST: Prisma.raw('c.posted_at'),
  UNANSWERED: Prisma.raw('c.posted_at'),
} as const satisfies Record<ConsultationList, Prisma.Sql>;

/** Visibility as literals, so that the planner may use partial indexes. */
const open = Prisma.sql`c.visibility = 'VISIBLE'`;
const unanswered = Prisma.sql`c.visibility = 'VISIBLE' AND c.answer_count = 0`;
const hers = Prisma.sql`c.visibility IN ('VISIBLE', 'HIDDEN', 'DELETED', 'HELD')`;
const hersToo = Prisma.sql`a.visibility IN ('VISIBLE', 'HIDDEN', 'DELETED', 'HELD')`;

/**
 * One page of a list. One statement; two for the reader's own lists, since no statement carries her id and her
 * aliases together.
 */
export async function listConsultations(
  db: Tx,
  reader: Reader,
  request: ListRequest,
): Promise<Page<Consultation>> {
  if (request.specialty !== null && !isSpecialtyCode(request.specialty)) return emptyPage(request);
  const halves = await Promise.all(halvesOf(request.list, reader).map((half) => pageOf(db, request, half)));
  const byActivity = request.list === 'ACTIVITY' || request.list === 'ANSWERED';
  const timeOf = (row: { lastActivityAt: Date; postedAt: Date }) =>
    byActivity ? row.lastActivityAt : row.postedAt;
  const shown = halves.flat().flatMap((row) => showConsultation(row, reader) ?? []);
  const once = [...new Map(shown.map((consultation) => [consultation.id, consultation])).values()];
  if (halves.length > 1) {
    once.sort((a, b) => timeOf(b).getTime() - timeOf(a).getTime() || (a.id < b.id ? 1 : -1));
  }
  return toPage(once, request, (consultation) => [timeOf(consultation).toISOString(), consultation.id]);
}

/** One half of a list. `few`: rows of one person, found by her name or aliases before they are ordered. */
interface Half {
  where: Prisma.Sql;
  few: boolean;
}

function halvesOf(list: ConsultationList, reader: Reader): Half[] {
  const aliases = aliasArray(reader);
  switch (list) {
    case 'ACTIVITY':
    case 'NEWEST':
      return [{ where: open, few: false }];
    case 'UNANSWERED':
      return [{ where: unanswered, few: false }];
    case 'MINE':
      return [
        { where: Prisma.sql`${hers} AND c.author_id = ${reader.physicianId}::uuid`, few: false },
        { where: Prisma.sql`${hers} AND c.alias_id = ANY(${aliases})`, few: true },
      ];
    case 'ANSWERED':
      return [
        {
          where: Prisma.sql`${open} AND c.id IN (
            SELECT a.consultation_id FROM forum.answer a
            WHERE ${hersToo} AND a.author_id = ${reader.physicianId}::uuid)`,
          few: true,
        },
        {
          where: Prisma.sql`${open} AND c.id IN (
            SELECT a.consultation_id FROM forum.answer a
            WHERE ${hersToo} AND a.alias_id = ANY(${aliases}))`,
          few: true,
        },
      ];
  }
}

/** The first rows of one half, one more than asked for. */
function pageOf(db: Tx, request: ListRequest, { where, few }: Half): Promise<ConsultationRow[]> {
  const { list, specialty, first, after } = request;
  const time = order[list];
  const inSpecialty = specialty === null ? Prisma.empty : Prisma.sql`AND c.specialty_code = ${specialty}`;
  const beyond = after
    ? Prisma.sql`AND (${time}, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : Prisma.empty;
  const chosen = Prisma.sql`${where} ${inSpecialty} ${beyond}`;
  const sorted = Prisma.sql`ORDER BY ${time} DESC, c.id DESC`;
  // Without the fence the planner hopes to meet a physician's few rows soon while it walks the whole forum by time.
  const query = few
    ? Prisma.sql`
      WITH own AS MATERIALIZED (SELECT c.id, ${time} FROM forum.consultation c WHERE ${chosen})
      SELECT ${consultationColumns}
      FROM (SELECT c.id FROM own c ${sorted} LIMIT ${first + 1}) page
      JOIN forum.consultation c ON c.id = page.id ${bylineJoins('c')}
      ${sorted}`
    : Prisma.sql`
      SELECT ${consultationColumns}
      FROM forum.consultation c ${bylineJoins('c')}
      WHERE ${chosen} ${sorted} LIMIT ${first + 1}`;
  return db.$queryRaw<ConsultationRow[]>(query);
}

function emptyPage(request: ListRequest): Page<Consultation> {
  return toPage<Consultation>([], request, ({ id }) => [id]);
}
