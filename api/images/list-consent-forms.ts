import { Prisma } from '../../prisma/client/client.ts';
import type { FormKind } from '../../prisma/client/enums.ts';
import type { TechnicalAdminGrant } from '../access/grants.ts';
import { listOwnOpenings } from '../lookups/list-own-openings.ts';
import type { AliasId, AnswerId, ConsultationId } from '../platform/ids.ts';
import { type Page, type PageRequest, type TimeKeys, toPage } from '../platform/pages.ts';
import type { Services } from '../services.ts';
import type { FormId } from './types.ts';

/** A signed form as technical admins see it before they open it: of its post what every member may know. */
export interface AttachedForm {
  readonly id: FormId;
  readonly kind: FormKind;
  readonly consultationId: ConsultationId;
  readonly answerId: AnswerId | null;
  readonly title: string;
  /** Of the post, a whole hour. When its images expire is not told: an extension would date an act of its author. */
  readonly postedAt: Date;
  readonly images: number;
  readonly anonymous: boolean;
  /** False of an anonymous post whose author she has not looked up. */
  readonly mayOpen: boolean;
}

interface Row {
  id: string;
  kind: FormKind;
  consultation_id: string;
  answer_id: string | null;
  title: string;
  posted_at: Date;
  images: number;
  alias_id: string | null;
}

/** Those of published posts, the newest posts first. */
export async function listConsentForms(
  services: Services,
  grant: TechnicalAdminGrant,
  page: PageRequest<TimeKeys>,
): Promise<Page<AttachedForm>> {
  const [time, id] = page.after ?? [];
  const before =
    time && id
      ? Prisma.sql`AND (COALESCE(a.posted_at, c.posted_at), form.id) < (${time}::timestamptz, ${id}::uuid)`
      : Prisma.empty;
  const rows = await services.db.service.$queryRaw<Row[]>`
    SELECT form.id, form.kind::text, c.id AS consultation_id, a.id AS answer_id, c.title,
      COALESCE(a.posted_at, c.posted_at) AS posted_at, count(*)::integer AS images,
      CASE WHEN a.id IS NULL THEN c.alias_id ELSE a.alias_id END AS alias_id
    FROM images.consent_form form
    JOIN images.image ON image.form_id = form.id
    JOIN forum.consultation c ON c.id = image.consultation_id
    LEFT JOIN forum.answer a ON a.id = image.answer_id
    WHERE c.visibility <> 'HELD' AND (a.id IS NULL OR a.position IS NOT NULL) ${before}
    GROUP BY form.id, c.id, a.id
    ORDER BY posted_at DESC, form.id DESC
    LIMIT ${page.first + 1}`;
  const lookedUp = await listOwnOpenings(
    services,
    grant,
    rows.flatMap(({ alias_id }) => (alias_id ?? []) as AliasId | []),
  );
  return toPage(
    rows.map((row) => toAttachedForm(row, lookedUp)),
    page,
    (form) => [form.postedAt.toISOString(), form.id],
  );
}

function toAttachedForm(row: Row, lookedUp: ReadonlySet<AliasId>): AttachedForm {
  const alias = row.alias_id as AliasId | null;
  return {
    id: row.id as FormId,
    kind: row.kind,
    consultationId: row.consultation_id as ConsultationId,
    answerId: row.answer_id as AnswerId | null,
    title: row.title,
    postedAt: row.posted_at,
    images: row.images,
    anonymous: alias !== null,
    mayOpen: alias === null || lookedUp.has(alias),
  };
}
