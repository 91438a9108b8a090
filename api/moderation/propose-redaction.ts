import { z } from 'zod';
import { passageAt, quotes, replacePassage } from '../../moderation/passage.ts';
import type { Act, LockedPost } from '../../moderation/post-storage.ts';
import type { RedactedField } from '../../prisma/client/enums.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import type { Once } from '../once/once.ts';
import { Refusal } from '../platform/refusal.ts';
import { checkInput, optionalTextField } from '../platform/text.ts';
import { refuseCertainIdentifiers } from '../posts/patient-identifiers.ts';
import { remainderOfAnswer, remainderOfConsultation, titleOfConsultation } from '../posts/text.ts';
import type { Services } from '../services.ts';
import { actOnCase, type DecideInput } from './decide-case.ts';
import type { ModerationCase } from './types.ts';

export interface ProposeRedactionInput extends DecideInput {
  field: RedactedField;
  /** Of the text that the moderator has before her. */
  version: string;
  /** UTF-16 code units into that text. */
  start: number;
  end: number;
  /** The words that she marked: if others stand there by now, the text has changed under her hands. */
  passage: string;
  replacement: string;
  /** Out of sight until the author has answered. */
  hide: boolean;
}

/** In place of the passage where the moderator writes nothing else. */
export const defaultReplacement = '[borttaget]';
const replacementText = z.object({ replacement: optionalTextField(200) });

/**
 * Asks the author, anonymous or not, to let go of a passage that gives somebody away. Decides the case; a refusal
 * brings it back.
 *
 * Neither the reasons nor the replacement may quote the passage: decisions are never changed, so that what stands in
 * one could not be destroyed.
 * @throws Refusal
 */
export async function proposeRedaction(
  services: Services,
  grant: ModeratorGrant,
  input: ProposeRedactionInput,
  once: Once | null = null,
): Promise<ModerationCase> {
  const { field, start, end, hide } = input;
  const actOn = (post: LockedPost): Act => {
    const text = field === 'BODY' ? post.body : post.title;
    if (text === null || passageAt(text, { start, end }) !== input.passage) {
      throw Refusal.invalidInput([{ field: 'passage', code: 'PASSAGE_CHANGED' }]);
    }
    const replacement = checkReplacement(input.replacement, input.passage);
    if (quotes(input.statement, input.passage)) {
      throw Refusal.invalidInput([{ field: 'statement', code: 'PASSAGE_QUOTED' }]);
    }
    redactedText(post, { field, start, end }, replacement);
    return { kind: 'PROPOSE_REDACTION', passage: { field, start, end, replacement }, hide };
  };
  return actOnCase(services, grant, input, actOn, once);
}

/** @throws Refusal where it is too long, says the passage again, or points at a patient. */
export function checkReplacement(replacement: string, passage: string): string {
  const cleaned = checkInput(replacementText, { replacement }).replacement || defaultReplacement;
  if (quotes(cleaned, passage)) {
    throw Refusal.invalidInput([{ field: 'replacement', code: 'PASSAGE_QUOTED' }]);
  }
  refuseCertainIdentifiers({ replacement: cleaned });
  return cleaned;
}

const questionText = z.object({ title: titleOfConsultation, body: remainderOfConsultation });
const answerText = z.object({ body: remainderOfAnswer });

/**
 * The post's text with the passage replaced, as it would be stored.
 * @throws Refusal where what is left is no text that can be posted.
 */
export function redactedText(
  { title, body }: Pick<LockedPost, 'title' | 'body'>,
  { field, ...place }: { field: RedactedField; start: number; end: number },
  replacement: string,
): { title: string | null; body: string } {
  const left = {
    title: title !== null && field === 'TITLE' ? replacePassage(title, place, replacement) : title,
    body: field === 'BODY' ? replacePassage(body, place, replacement) : body,
  };
  return title === null
    ? { title: null, ...checkInput(answerText, { body: left.body }) }
    : checkInput(questionText, left);
}
