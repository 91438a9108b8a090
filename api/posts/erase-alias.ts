import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AliasId, AnswerId, ConsultationId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { erasePost } from './erase-post.ts';
import { lockThreadRow } from './lock-thread-row.ts';

/**
 * Everything that was written under one alias, the alias itself, its seal, and what was set on it: sanctions and the
 * notice of an opening. In one transaction, which touches nothing of any other alias nor of the account, and not the
 * claim either: claims that went one by one with their aliases would join these to one another for whoever copies the
 * database now and then.
 *
 * While a lookup that was asked for before is under way the texts go, and alias and seal follow when it has ended.
 * @param askedBefore when the erasure began.
 * @returns false where something of it must wait.
 */
export async function eraseAlias(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  { alias, consultation }: { alias: AliasId; consultation: ConsultationId },
  askedBefore: Date,
): Promise<boolean> {
  const now = clock.now();
  return db.service.$transaction(async (tx) => {
    await lockThreadRow(tx, consultation);
    const [lookup] = await tx.$queryRaw<{ under_way: boolean }[]>`
      SELECT vault.lookup_under_way(${alias}::uuid, ${askedBefore}::timestamptz, ${now}::timestamptz) AS under_way`;
    const keepFace = lookup?.under_way === true;
    const asked = await tx.consultation.count({ where: { id: consultation, aliasId: alias } });
    const answers = await tx.answer.findMany({ where: { aliasId: alias }, select: { id: true } });
    for (const { id } of answers) {
      const post = { consultationId: consultation, answerId: id as AnswerId, keepFace };
      await erasePost(tx, post, toHour(now));
    }
    if (asked > 0) {
      await erasePost(tx, { consultationId: consultation, answerId: null, keepFace }, toHour(now));
    }
    if (keepFace) return false;
    await retireNumber(tx, alias, consultation);
    await tx.alias.deleteMany({ where: { id: alias } });
    await tx.$executeRaw`SELECT vault.forget_alias(${alias}::uuid)`;
    await tx.$executeRaw`SELECT moderation.forget_sanctions_of_alias(${alias}::uuid)`;
    return true;
  });
}

/** Given to another colleague, the number would make one person of the two. */
async function retireNumber(tx: Tx, alias: AliasId, consultation: ConsultationId): Promise<void> {
  await tx.$executeRaw`
    UPDATE forum.consultation c SET highest_erased_alias = GREATEST(c.highest_erased_alias, a.number)
    FROM forum.alias a WHERE a.id = ${alias}::uuid AND a.number > 0 AND c.id = ${consultation}::uuid`;
}
