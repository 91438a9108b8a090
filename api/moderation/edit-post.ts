import type { ModerationRule } from '../../prisma/client/enums.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { cleanText } from './clean-text.ts';
import { actOnCase } from './decide-case.ts';
import { lengthIssue } from './policy.ts';
import type { ModerationCase } from './types.ts';

export interface EditPostInput {
  caseId: string;
  /** For a consultation; without it the title stays. */
  title?: string | null | undefined;
  body: string;
  rule: ModerationRule;
  /** The statement of reasons. */
  statement: string;
}

/**
 * Replaces the text of a post. The earlier text is kept for moderators and for the author, who sees both and why;
 * every reader sees that it was edited by moderation.
 * @throws Refusal
 */
export async function editPost(
  services: Services,
  grant: ModeratorGrant,
  input: EditPostInput,
): Promise<ModerationCase> {
  const title = input.title == null ? null : cleanText(input.title);
  const body = cleanText(input.body);
  return actOnCase(services, grant, input, ({ state }) => {
    const isConsultation = state.kind === 'CONSULTATION';
    const issues = [
      isConsultation && title !== null ? lengthIssue('title', title, 8, 160) : null,
      lengthIssue('body', body, isConsultation ? 20 : 2, 20_000),
    ].filter((issue) => issue !== null);
    if (issues.length > 0) throw Refusal.invalidInput(issues);
    return { kind: 'EDIT', text: { title, body } };
  });
}
