import { editAnswer as realEditAnswer } from '../../api/answers/edit-answer.ts';
import { editConsultation as realEditConsultation } from '../../api/consultations/edit-consultation.ts';
import { editPost as realEditPost } from '../../api/moderation/edit-post.ts';
import { proposeRedaction as realProposeRedaction } from '../../api/moderation/propose-redaction.ts';
import type { Services } from '../../api/services.ts';

/** The version of a post's text as it stands, by the id of a question or an answer; some version where there is none. */
export async function versionOf({ db }: Pick<Services, 'db'>, postId: string): Promise<string> {
  const rows = await db.service.$queryRaw<{ version: string }[]>`
    SELECT to_jsonb(c) ->> 'version' AS version FROM forum.consultation c WHERE c.id::text = ${postId}
    UNION ALL SELECT to_jsonb(a) ->> 'version' FROM forum.answer a WHERE a.id::text = ${postId}`;
  return rows[0]?.version ?? crypto.randomUUID();
}

/** As `versionOf`, for the post of a case. */
export async function versionOfCase({ db }: Pick<Services, 'db'>, caseId: string): Promise<string> {
  const found = await db.service.moderationCase.findUnique({ where: { id: caseId } });
  return versionOf({ db }, found?.answerId ?? found?.consultationId ?? '');
}

type Edit<Command extends (...args: never[]) => unknown> = Omit<
  Parameters<Command>[2] & object,
  'version'
> & {
  version?: string;
};

/*
 * The commands as somebody calls them who has the newest text before her, for tests that are about something else.
 */

export const editConsultation = async (
  services: Services,
  grant: Parameters<typeof realEditConsultation>[1],
  input: Edit<typeof realEditConsultation>,
) => realEditConsultation(services, grant, { version: await versionOf(services, input.id), ...input });

export const editAnswer = async (
  services: Services,
  grant: Parameters<typeof realEditAnswer>[1],
  input: Edit<typeof realEditAnswer>,
) => realEditAnswer(services, grant, { version: await versionOf(services, input.id), ...input });

export const editPost = async (
  services: Services,
  grant: Parameters<typeof realEditPost>[1],
  input: Edit<typeof realEditPost>,
) => realEditPost(services, grant, { version: await versionOfCase(services, input.caseId), ...input });

export const proposeRedaction = async (
  services: Services,
  grant: Parameters<typeof realProposeRedaction>[1],
  input: Edit<typeof realProposeRedaction>,
) =>
  realProposeRedaction(services, grant, { version: await versionOfCase(services, input.caseId), ...input });
