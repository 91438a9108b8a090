import type { FormKind } from '../../prisma/client/enums.ts';
import type { Actor } from '../access/actor.ts';
import { requirePhysician, requireTechnicalAdmin } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { decryptConsentForm } from '../identity/consent-form-cipher.ts';
import { listOwnOpenings } from '../lookups/list-own-openings.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AliasId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { StorageKey } from '../platform/storage/storage.ts';
import { isOwn, readAs } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import { ownerTagOf } from './own-uploads.ts';
import { type ReadableForm, readForm } from './read-form.ts';
import type { FormId } from './types.ts';

interface Row {
  kind: FormKind;
  storage_key: string;
  owner_tag: Uint8Array | null;
  consultation_id: string | null;
  answer_id: string | null;
  author_id: string | null;
  alias_id: string | null;
  published: boolean;
}

/**
 * A patient's signed form, for its owner, and for technical admins, whose every look is on the audit before they get it.
 * That of an anonymous post may name its doctor: an admin gets it once she has looked up the author, and not alone.
 * @throws Refusal NOT_FOUND to everybody else, whether it exists or not.
 */
export async function openForm(services: Services, actor: Actor, text: string): Promise<ReadableForm> {
  const id = parseId<FormId>(text);
  const row = id && (await findForm(services.db.service, id));
  if (!row) throw Refusal.notFound();
  // The owner first: were a technical admin's own form on the audit, it would tell that the post is hers.
  if (!(await isHers(services, actor, id, row))) await lookAsAdmin(services, actor, id, row);
  const stored = await services.storage.get(row.storage_key as StorageKey);
  if (!stored) throw Refusal.notFound();
  return readForm(services, actor.id, row.kind, decryptConsentForm(services.keyring, id, stored));
}

async function findForm(db: Tx, id: FormId): Promise<Row | undefined> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT form.kind::text, form.storage_key, form.owner_tag, image.consultation_id, image.answer_id,
      CASE WHEN a.id IS NULL THEN c.author_id ELSE a.author_id END AS author_id,
      CASE WHEN a.id IS NULL THEN c.alias_id ELSE a.alias_id END AS alias_id,
      (c.visibility <> 'HELD' AND (a.id IS NULL OR a.position IS NOT NULL)) IS TRUE AS published
    FROM images.consent_form form
    LEFT JOIN images.image ON image.form_id = form.id
    LEFT JOIN forum.consultation c ON c.id = image.consultation_id
    LEFT JOIN forum.answer a ON a.id = image.answer_id
    WHERE form.id = ${id}::uuid LIMIT 1`;
  return row;
}

async function isHers(services: Services, actor: Actor, id: FormId, row: Row): Promise<boolean> {
  if (actor.status !== 'VERIFIED') return false;
  const grant = requirePhysician(actor);
  if (row.owner_tag) {
    return Buffer.compare(row.owner_tag, ownerTagOf(services, grant, 'consent-form', id)) === 0;
  }
  const reader = await readAs(services.db.service, services, grant);
  return isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id });
}

/** A form of a post that is held back does not exist yet. @throws Refusal NOT_FOUND */
async function lookAsAdmin(services: Services, actor: Actor, form: FormId, row: Row): Promise<void> {
  if (!actor.isTechnicalAdmin || !row.published) throw Refusal.notFound();
  const grant = requireTechnicalAdmin(actor);
  const alias = row.alias_id as AliasId | null;
  if (alias !== null && !(await listOwnOpenings(services, grant, [alias])).has(alias))
    throw Refusal.notFound();
  // Audit first: a crash must not hide that she has looked.
  await services.db.service.$transaction((tx) =>
    appendAudit(tx, services.clock, {
      kind: 'consent-form.opened',
      actor: grant.adminId,
      details: { form, consultation: row.consultation_id, answer: row.answer_id },
    }),
  );
}
