import { listOwnClaims } from '../identity/own-claims.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { shuffled } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import { listExpiringPosts } from './list-expiring-posts.ts';
import { dayOf } from './policy.ts';

const dayInMs = 86_400_000;

/**
 * Tells each physician that some of her images go within two weeks: physician by physician, by her own claims, never
 * image by image. The mail says neither which, nor how many, nor under which name. Once a week, and told of two: what one
 * mail misses the next tells, and no mail's day points at one post's.
 * @returns how many mails.
 */
export async function remindOfExpiry(services: Services): Promise<number> {
  const { db, clock } = services;
  const today = dayOf(clock.now());
  const physicians = await db.service.account.findMany({
    where: { status: 'VERIFIED', erasing: false },
    select: { id: true },
  });
  let mails = 0;
  for (const { id } of shuffled(physicians)) {
    const physicianId = id as PhysicianId;
    if (!(await hasExpiring(services, physicianId))) continue;
    await db.service.$transaction((tx) =>
      queueMail(services, tx, physicianId, 'image_expiry', {
        // The first day on which any of the fortnight's may go: the same for everybody.
        expiresOn: new Date(today.getTime() + dayInMs).toISOString().slice(0, 10),
      }),
    );
    mails += 1;
  }
  return mails;
}

async function hasExpiring({ db, keyring, clock }: Services, physicianId: PhysicianId): Promise<boolean> {
  const claims = await listOwnClaims(db.service, keyring, physicianId);
  const aliases = new Map(claims.map(({ alias, consultation }) => [alias as string, consultation]));
  const posts = await listExpiringPosts(db.service, { physicianId, aliases }, clock.now());
  return posts.length > 0;
}
