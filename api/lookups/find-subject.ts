import type { LookupTx } from '../platform/database/database.ts';
import { type AliasId, type ConsultationId, parseId } from '../platform/ids.ts';
import type { LookupSubject } from './types.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/gi;

/**
 * The anonymous post behind a link (or a bare id of a consultation, an answer or an alias). The last id in the link is
 * the most precise one: a link to an answer names its consultation first.
 * @returns null where nothing anonymous is there; a named post, one that is held back and a missing one look alike.
 */
export async function findLookupSubject(tx: LookupTx, link: string): Promise<LookupSubject | null> {
  const ids = (link.slice(0, 2000).match(uuid) ?? []).map((id) => id.toLowerCase()).reverse();
  for (const text of ids) {
    const id = parseId<AliasId>(text);
    if (!id) continue;
    const answer = await tx.answer.findUnique({
      where: { id },
      select: { aliasId: true, body: true, position: true },
    });
    if (answer && answer.position === null) return null;
    const consultation = answer
      ? null
      : await tx.consultation.findUnique({ where: { id }, select: { aliasId: true } });
    if ((answer && !answer.aliasId) || (consultation && !consultation.aliasId)) return null;
    const alias = (answer?.aliasId ?? consultation?.aliasId ?? id) as AliasId;
    const subject = (await readSubjects(tx, [alias])).get(alias);
    if (subject) return answer ? { ...subject, kind: 'ANSWER', body: answer.body } : subject;
  }
  return null;
}

/**
 * What each alias stands for: its consultation if it asked, else the first answer it wrote.
 * Three statements, whatever the number of aliases.
 */
export async function readSubjects(
  tx: LookupTx,
  aliasIds: readonly AliasId[],
): Promise<Map<AliasId, LookupSubject>> {
  const aliases = await tx.alias.findMany({
    where: { id: { in: [...aliasIds] }, number: { not: null } },
    select: { id: true, consultationId: true, number: true },
  });
  const consultations = await tx.consultation.findMany({
    where: { id: { in: aliases.map((alias) => alias.consultationId) } },
    select: { id: true, aliasId: true, title: true, body: true },
  });
  const answers = await tx.answer.findMany({
    where: { aliasId: { in: aliases.map((alias) => alias.id) }, position: { not: null } },
    orderBy: { position: 'asc' },
    distinct: ['aliasId'],
    select: { aliasId: true, body: true },
  });
  const subjects = new Map<AliasId, LookupSubject>();
  for (const alias of aliases) {
    const consultation = consultations.find(({ id }) => id === alias.consultationId);
    const isAsker = consultation?.aliasId === alias.id;
    const answer = answers.find(({ aliasId }) => aliasId === alias.id);
    subjects.set(alias.id as AliasId, {
      aliasId: alias.id as AliasId,
      aliasNumber: alias.number ?? 0,
      consultationId: alias.consultationId as ConsultationId,
      kind: isAsker ? 'CONSULTATION' : 'ANSWER',
      isAsker,
      title: consultation?.title ?? '',
      body: (isAsker ? consultation?.body : answer?.body) ?? '',
    });
  }
  return subjects;
}
