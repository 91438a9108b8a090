import { Prisma } from '../../prisma/client/client.ts';
import { listOwnClaims } from '../identity/own-claims.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { shuffled } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import { dayOf } from './policy.ts';

const dayInMs = 86_400_000;
/** Weekly, and told of two weeks: what one mail misses the next tells, and no mail's day points at one post's. */
const horizonDays = 14;

/**
 * Tells each physician how many of her images go within two weeks: physician by physician, by her own claims, never
 * image by image. The mail says neither which nor under which name. Once a week.
 * @returns how many mails.
 */
export async function remindOfExpiry(services: Services): Promise<number> {
  const { db, clock } = services;
  const today = dayOf(clock.now());
  const until = new Date(today.getTime() + horizonDays * dayInMs);
  const physicians = await db.service.account.findMany({
    where: { status: 'VERIFIED', erasing: false },
    select: { id: true },
  });
  let mails = 0;
  for (const { id } of shuffled(physicians)) {
    const physicianId = id as PhysicianId;
    const due = await countDue(services, physicianId, until);
    if (due.count === 0) continue;
    await db.service.$transaction((tx) =>
      queueMail(services, tx, physicianId, 'image_expiry', {
        count: due.count,
        // The first day on which any of the fortnight's may go: the same for everybody.
        expiresOn: new Date(today.getTime() + dayInMs).toISOString().slice(0, 10),
      }),
    );
    mails += 1;
  }
  return mails;
}

/** Two statements: neither carries her id and her aliases together. */
async function countDue(
  { db, keyring }: Services,
  physicianId: PhysicianId,
  until: Date,
): Promise<{ count: number }> {
  const claims = await listOwnClaims(db.service, keyring, physicianId);
  const aliases = claims.map(({ alias }) => alias);
  const named = await countOf(Prisma.sql`author_id = ${physicianId}::uuid`);
  const anonymous = aliases.length > 0 ? await countOf(Prisma.sql`alias_id = ANY(${aliases}::uuid[])`) : 0;
  return { count: named + anonymous };

  async function countOf(isHers: Prisma.Sql): Promise<number> {
    const [row] = await db.service.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM images.image
      WHERE expires_on <= ${until}::date AND storage_key IS NOT NULL AND (
        answer_id IS NULL AND consultation_id IN (SELECT id FROM forum.consultation WHERE ${isHers})
        OR answer_id IN (SELECT id FROM forum.answer WHERE ${isHers}))`;
    return row?.count ?? 0;
  }
}
