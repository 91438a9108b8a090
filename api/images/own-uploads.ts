import type { PhysicianGrant } from '../access/grants.ts';
import { markTag } from '../identity/mark-tag.ts';
import { type PhysicianId, parseId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

type Keys = Pick<Services, 'keyring'>;
export type UploadKind = 'image' | 'consent-form';

/** Whose an unattached upload is. A tag of its own for each, so that two of one owner do not look alike. */
export function ownerTagOf(
  { keyring }: Keys,
  { physicianId }: { physicianId: PhysicianId },
  kind: UploadKind,
  id: string,
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(markTag(keyring, kind, physicianId, id));
}

/** By what the same upload, sent again over a bad line, is known. Null where the client gave it no id. */
export function retryTagOf(
  { keyring }: Keys,
  { physicianId }: PhysicianGrant,
  kind: UploadKind,
  uploadId: string | undefined,
): Uint8Array<ArrayBuffer> | null {
  const id = uploadId && parseId(uploadId.toLowerCase());
  return id ? Uint8Array.from(markTag(keyring, `${kind}-upload`, physicianId, id)) : null;
}

/**
 * The ids of what she has uploaded and not posted. Whose an upload is is written nowhere: the tag that hers would bear is
 * computed for each that waits, a day's at most.
 */
export async function listOwnUploads(
  services: Pick<Services, 'keyring' | 'db'>,
  physicianId: PhysicianId,
  kind: UploadKind,
): Promise<string[]> {
  const { image, consentForm } = services.db.service;
  const waiting = { where: { ownerTag: { not: null } }, select: { id: true, ownerTag: true } } as const;
  const rows = await (kind === 'image' ? image.findMany(waiting) : consentForm.findMany(waiting));
  return rows.flatMap(({ id, ownerTag }) =>
    ownerTag && Buffer.compare(ownerTag, ownerTagOf(services, { physicianId }, kind, id)) === 0 ? [id] : [],
  );
}
