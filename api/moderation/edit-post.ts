import { z } from 'zod';
import type { Act, LockedPost } from '../../moderation/post-storage.ts';
import type { ModerationRule } from '../../prisma/client/enums.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import type { Once } from '../once/once.ts';
import { bodyOfAnswer, bodyOfConsultation, checkInput, titleOfConsultation } from '../posts/text.ts';
import type { Services } from '../services.ts';
import { actOnCase } from './decide-case.ts';
import type { ModerationCase } from './types.ts';

export interface EditPostInput {
  caseId: string;
  /** For a consultation; without it the title stays. */
  title?: string | null | undefined;
  body: string;
  /** Of the text that the moderator has before her. */
  version: string;
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
  once: Once | null = null,
): Promise<ModerationCase> {
  const actOn = ({ state }: LockedPost): Act => {
    const rules = state.kind === 'CONSULTATION' ? consultationText : answerText;
    const { title, body } = checkInput<{ title?: string | null | undefined; body: string }>(rules, input);
    return { kind: 'EDIT', text: { title: title ?? null, body } };
  };
  return actOnCase(services, grant, input, actOn, once);
}

const consultationText = z.object({ title: titleOfConsultation.nullish(), body: bodyOfConsultation });
const answerText = z.object({ body: bodyOfAnswer });
