import { z } from 'zod';
import { markdownExcess } from '../../markdown/bounds.ts';
import { parseMarkdown } from '../../markdown/parse.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { cleanLine, cleanText, textField } from '../platform/text.ts';

export { checkInput, cleanLine, cleanText, textField } from '../platform/text.ts';

/** Joiners are for Persian and the scripts of India, in which they change a word's form. */
const tag = /^[\p{L}\p{M}\p{N} \p{Join_Control}-]{2,30}$/u;

/** At most five tags, in lower case, each once. */
export const tagsField = z
  .array(z.string())
  .transform((tags) => [
    ...new Set(tags.map((text) => cleanLine(text).toLocaleLowerCase('sv')).filter((text) => text !== '')),
  ])
  .superRefine((tags, field) => {
    if (tags.length > 5) field.addIssue({ code: 'custom', message: 'TOO_MANY_TAGS' satisfies RefusalCode });
    else if (!tags.every((text) => tag.test(text) && oneTag.safeParse(text).success)) {
      field.addIssue({ code: 'custom', message: 'TAG_INVALID' satisfies RefusalCode });
    }
  });
const oneTag = textField(cleanLine, 2, 30);

/** A cleaned text of Markdown that every reader's browser can draw. */
function markdownField(min: number, max: number) {
  return textField(cleanText, min, max).superRefine((text, field) => {
    // Too long is told already.
    if (text.length > 2 * max) return;
    const excess: RefusalCode | null = markdownExcess(parseMarkdown(text));
    if (excess) field.addIssue({ code: 'custom', message: excess });
  });
}

export const bodyOfConsultation = markdownField(20, 20_000);
export const bodyOfAnswer = markdownField(2, 20_000);

/** What moderation leaves of a text: a passage goes, also from one that cannot be drawn. */
export const remainderOfConsultation = textField(cleanText, 20, 20_000);
export const remainderOfAnswer = textField(cleanText, 2, 20_000);
export const titleOfConsultation = textField(cleanLine, 8, 160);
