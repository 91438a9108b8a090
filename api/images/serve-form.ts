import type { FormKind } from '../../prisma/client/enums.ts';
import type { Actor } from '../access/actor.ts';
import { requirePhysician } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { decryptConsentForm } from '../identity/consent-form-cipher.ts';
import { parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { StorageKey } from '../platform/storage/storage.ts';
import { isOwn, readAs } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import { ownerTagOf } from './own-uploads.ts';
import type { FormId } from './types.ts';

interface Row {
  kind: FormKind;
  storage_key: string;
  owner_tag: Uint8Array | null;
  consultation_id: string | null;
  answer_id: string | null;
  author_id: string | null;
  alias_id: string | null;
}

/**
 * A patient's signed form, for its owner, and for technical admins, whose every look is on the audit before they get it.
 * @throws Refusal NOT_FOUND to everybody else, whether it exists or not.
 */
export async function openForm(
  services: Services,
  actor: Actor,
  text: string,
): Promise<{ kind: FormKind; bytes: Buffer }> {
  const id = parseId<FormId>(text);
  const [row] = id
    ? await services.db.service.$queryRaw<Row[]>`
        SELECT form.kind::text, form.storage_key, form.owner_tag, image.consultation_id, image.answer_id,
          CASE WHEN a.id IS NULL THEN c.author_id ELSE a.author_id END AS author_id,
          CASE WHEN a.id IS NULL THEN c.alias_id ELSE a.alias_id END AS alias_id
        FROM images.consent_form form
        LEFT JOIN images.image ON image.form_id = form.id
        LEFT JOIN forum.consultation c ON c.id = image.consultation_id
        LEFT JOIN forum.answer a ON a.id = image.answer_id
        WHERE form.id = ${id}::uuid LIMIT 1`
    : [];
  if (!id || !row) throw Refusal.notFound();
  if (actor.isTechnicalAdmin && row.consultation_id !== null) await auditLook(services, actor, id, row);
  else if (!(await isHers(services, actor, id, row))) throw Refusal.notFound();
  const stored = await services.storage.get(row.storage_key as StorageKey);
  if (!stored) throw Refusal.notFound();
  return { kind: row.kind, bytes: decryptConsentForm(services.keyring, id, stored) };
}

async function isHers(services: Services, actor: Actor, id: FormId, row: Row): Promise<boolean> {
  const grant = requirePhysician(actor);
  if (row.owner_tag) {
    return Buffer.compare(row.owner_tag, ownerTagOf(services, grant, 'consent-form', id)) === 0;
  }
  const reader = await readAs(services.db.service, services, grant);
  return isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id });
}

/** Audit first: a crash must not hide that she has looked. */
async function auditLook({ db, clock }: Services, actor: Actor, form: FormId, row: Row): Promise<void> {
  await db.service.$transaction((tx) =>
    appendAudit(tx, clock, {
      kind: 'consent-form.opened',
      actor: actor.id,
      details: { form, consultation: row.consultation_id, answer: row.answer_id },
    }),
  );
}
