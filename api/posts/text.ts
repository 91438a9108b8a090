import { z } from 'zod';
import { type InputIssue, Refusal } from '../platform/refusal.ts';
import { type RefusalCode, refusalSentences } from '../platform/refusal-sentences.ts';

/** As it is stored: NFC, line ends as \n, no control characters but newline and tab, nothing around it. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** As `cleanText`, on one line with single spaces. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}

/** A cleaned text of `min` to `max` characters (code points, as the doctor counts them). */
export function textField(clean: (text: string) => string, min: number, max: number) {
  return z
    .string()
    .transform(clean)
    .superRefine((text, field) => {
      const length = [...text].length;
      const code = lengthIssue(length, min, max);
      if (code) field.addIssue({ code: 'custom', message: code });
    });
}

function lengthIssue(length: number, min: number, max: number): RefusalCode | null {
  if (length === 0) return 'FIELD_REQUIRED';
  if (length < min) return 'FIELD_TOO_SHORT';
  return length > max ? 'FIELD_TOO_LONG' : null;
}

const tag = /^[\p{L}\p{M}\p{N} -]{2,30}$/u;

/** At most five tags, in lower case, each once. */
export const tagsField = z
  .array(z.string())
  .transform((tags) => [
    ...new Set(tags.map((text) => cleanLine(text).toLocaleLowerCase('sv')).filter((text) => text !== '')),
  ])
  .superRefine((tags, field) => {
    if (tags.length > 5) field.addIssue({ code: 'custom', message: 'TOO_MANY_TAGS' satisfies RefusalCode });
    else if (!tags.every((text) => tag.test(text))) {
      field.addIssue({ code: 'custom', message: 'TAG_INVALID' satisfies RefusalCode });
    }
  });

export const bodyOfConsultation = textField(cleanText, 20, 20_000);
export const bodyOfAnswer = textField(cleanText, 2, 20_000);
export const titleOfConsultation = textField(cleanLine, 8, 160);

/**
 * The input, cleaned. The schema's messages are refusal codes.
 * @throws Refusal with one issue per field at fault.
 */
export function checkInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = new Map<string, InputIssue>();
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0] ?? '');
    if (!issues.has(field)) issues.set(field, { field, code: asCode(message) });
  }
  throw Refusal.invalidInput([...issues.values()]);
}

function asCode(message: string): RefusalCode {
  return message in refusalSentences ? (message as RefusalCode) : 'FIELD_REQUIRED';
}
