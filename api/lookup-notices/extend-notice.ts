import { z } from 'zod';
import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit, formatSecond } from '../audit/append-audit.ts';
import { attempt, RefusedAttempt } from '../lookups/attempt.ts';
import { textDigest } from '../lookups/text-digest.ts';
import { keepOutcome, type Once } from '../once/once.ts';
import type { LookupTx } from '../platform/database/database.ts';
import type { LookupId } from '../platform/ids.ts';
import { type InputIssue, Refusal } from '../platform/refusal.ts';
import { cleanText, collectIssues, textField } from '../platform/text.ts';
import type { Services } from '../services.ts';
import { faultOfDay, parseDay, refusalToExtend } from './policy.ts';

/** `until` is a day, YYYY-MM-DD: from its first moment (UTC) the author is told. */
export type NoticeExtensionRequest = { lookup: LookupId; until: string; statement: string };

const reasons = z.object({ statement: textField(cleanText, 20, 2000) });

/**
 * Puts off the telling of an opening: another admin than the one who asked, at most twelve months from today, with a
 * statement that all technical admins see; on the record.
 * @throws Refusal NOT_FOUND, INVALID_INPUT (fields `until`, `statement`), or what the policy says (on the record).
 */
export async function extendLookupNotice(
  services: Services,
  grant: TechnicalAdminGrant,
  request: NoticeExtensionRequest,
  once: Once | null = null,
): Promise<void> {
  const { clock } = services;
  const { lookup } = request;
  const written = collectIssues(reasons, request);
  await attempt(services, grant, { lookup, command: 'extend-notice' }, async (tx) => {
    const { requestedBy, notice, number } = await lockNotice(tx, lookup);
    const now = clock.now();
    const code = refusalToExtend({ requestedBy, notice }, grant.adminId, now);
    if (code || !notice) throw RefusedAttempt.notAllowed(code ?? 'LOOKUP_NOT_OPENED');
    const until = parseDay(request.until);
    const fault = faultOfDay(until, notice.tellAfter, now);
    const issues: InputIssue[] = [...(fault ? [{ field: 'until', code: fault }] : []), ...written.issues];
    if (issues.length > 0 || !until || !written.output) throw Refusal.invalidInput(issues);
    const { statement } = written.output;

    await tx.openingNotice.updateMany({ where: { lookupId: lookup }, data: { tellAfter: until } });
    await tx.noticeExtension.createMany({
      data: [
        {
          lookupId: lookup,
          number,
          accountId: grant.adminId,
          at: now,
          tellAfterBefore: notice.tellAfter,
          tellAfter: until,
          statement,
        },
      ],
    });
    await keepOutcome(tx, once, lookup);
    await appendAudit(tx, clock, {
      kind: 'lookup.notice-extended',
      actor: grant.adminId,
      details: {
        lookup,
        from: formatSecond(notice.tellAfter),
        until: formatSecond(until),
        statementSha256: textDigest(statement),
      },
    });
  });
}

/** The lookup's row is locked until the transaction ends: two extensions at once follow one another. */
async function lockNotice(tx: LookupTx, id: LookupId) {
  const [lookup] = await tx.$queryRaw<{ requestedBy: string }[]>`
    SELECT requested_by AS "requestedBy" FROM vault.lookup WHERE id = ${id}::uuid FOR UPDATE`;
  if (!lookup) throw Refusal.notFound();
  const notice = await tx.openingNotice.findUnique({
    where: { lookupId: id },
    select: { tellAfter: true },
  });
  const number = await tx.noticeExtension.count({ where: { lookupId: id } });
  return { requestedBy: lookup.requestedBy, notice, number };
}
