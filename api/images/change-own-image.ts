import { randomBytes } from 'node:crypto';
import { takeImagesAway } from '../../moderation/image-storage.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { withdrawalTag } from '../identity/image-url.ts';
import type { Tx } from '../platform/database/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { readAs } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import { listImages } from './data.ts';
import { lockOwnImage, type OwnImageState } from './lock-own-image.ts';
import { expiryAfter, isAlive, mayExtend, monthOf } from './policy.ts';
import { sweepAfterAct } from './sweep-discarded.ts';
import type { Image } from './types.ts';

type Change = (tx: Tx, image: OwnImageState) => Promise<unknown>;

/** @throws Refusal NOT_FOUND for an image that is not hers; IMAGE_NOT_POSSIBLE for one that is gone. */
async function changeOwn(
  services: Services,
  grant: PhysicianGrant,
  id: string,
  change: Change,
): Promise<Image> {
  const { db, clock } = services;
  const reader = await readAs(db.service, services, grant);
  const own = await db.service.$transaction(async (tx) => {
    const image = await lockOwnImage(tx, reader, id);
    if (!isAlive(image.state)) throw Refusal.notAllowed('IMAGE_NOT_POSSIBLE');
    await change(tx, image);
    return image;
  });
  const [images = []] = await listImages(
    db.service,
    [{ ...own.post, isMine: true, scope: 'member' }],
    clock.now(),
  );
  const after = images.find((image) => image.id === own.id);
  if (!after) throw Refusal.notFound();
  return after;
}

/** The owner takes her picture out of the post: everything of it but its place is gone. @throws Refusal */
export async function removeImage(services: Services, grant: PhysicianGrant, id: string): Promise<Image> {
  const after = await changeOwn(services, grant, id, (tx, image) =>
    takeImagesAway(tx, [image.id], 'REMOVED'),
  );
  await sweepAfterAct(services);
  return after;
}

/** Sixty days from now on. @throws Refusal IMAGE_NOT_EXTENDABLE where that is no day more. */
export function extendImage(services: Services, grant: PhysicianGrant, id: string): Promise<Image> {
  const now = services.clock.now();
  return changeOwn(services, grant, id, async (tx, { id: imageId, state, expiresOn }) => {
    if (!mayExtend(state, expiresOn, now)) throw Refusal.notAllowed('IMAGE_NOT_EXTENDABLE');
    await tx.image.updateMany({ where: { id: imageId }, data: { expiresOn: expiryAfter(now) } });
  });
}

/** The patient has told the owner that she no longer agrees: the picture, its form and what else stands on it are gone. @throws Refusal */
export async function withdrawImageConsent(
  services: Services,
  grant: PhysicianGrant,
  id: string,
): Promise<Image> {
  const month = monthOf(services.clock.now());
  const after = await changeOwn(services, grant, id, (tx, image) => withdraw(tx, [image.id], month));
  await sweepAfterAct(services);
  return after;
}

/** @returns how many are gone. */
async function withdraw(tx: Tx, ids: readonly string[], month: Date): Promise<number> {
  return takeImagesAway(tx, await withThoseOnTheirForms(tx, ids), 'WITHDRAWN', month);
}

/** A consent that was signed is one, however many pictures stand on it. */
async function withThoseOnTheirForms(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const given = await tx.image.findMany({ where: { id: { in: [...ids] } }, select: { formId: true } });
  const forms = given.flatMap(({ formId }) => (formId === null ? [] : [formId]));
  const onForms = await tx.image.findMany({ where: { formId: { in: forms } }, select: { id: true } });
  return [...ids, ...onForms.map(({ id }) => id)];
}

/** Without letters and digits that look alike on paper (Crockford's Base32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 20;

/**
 * A code by which the patient can take the picture away: 100 random bits in groups of four. Shown once; an earlier one
 * is worth nothing from now on.
 * @param forAll all pictures in the post that stand on a patient's consent, so that she needs no more than one code.
 * @throws Refusal
 */
export async function newWithdrawalCode(
  services: Services,
  grant: PhysicianGrant,
  id: string,
  forAll: boolean,
): Promise<{ code: string }> {
  const signs = Array.from(randomBytes(codeLength), (byte) => alphabet[byte % 32] ?? '0').join('');
  const tag = withdrawalTag(services.keyring, signs);
  await changeOwn(services, grant, id, async (tx, image) => {
    const asked = forAll ? [image.id, ...image.ofPatients] : [image.id];
    // The first of them may be gone before the others.
    const images = await withThoseOnTheirForms(tx, asked);
    await tx.image.updateMany({ where: { id: { in: images } }, data: { withdrawalTag: tag } });
  });
  return { code: signs.match(/.{4}/g)?.join('-') ?? signs };
}

/** What somebody read off a paper, as `newWithdrawalCode` wrote it; null for what cannot be one. */
function readCode(text: string): string | null {
  const signs = text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return signs.length === codeLength && [...signs].every((sign) => alphabet.includes(sign)) ? signs : null;
}

/**
 * The patient's own withdrawal: whoever has the code, without an account. Nothing is noted but the month.
 * @throws Refusal WITHDRAWAL_CODE_UNKNOWN
 */
export async function withdrawImageByCode(services: Services, text: string): Promise<{ images: number }> {
  const { db, clock, keyring } = services;
  const code = readCode(text);
  const month = monthOf(clock.now());
  const taken =
    code === null
      ? 0
      : await db.service.$transaction(async (tx) => {
          const found = await tx.image.findMany({
            where: { withdrawalTag: withdrawalTag(keyring, code) },
            select: { id: true },
          });
          const ids = found.map(({ id }) => id);
          return withdraw(tx, ids, month);
        });
  if (taken === 0) throw Refusal.notAllowed('WITHDRAWAL_CODE_UNKNOWN');
  await sweepAfterAct(services);
  return { images: taken };
}
