import { z } from 'zod';
import { type InputIssue, Refusal } from './refusal.ts';
import { type RefusalCode, refusalSentences } from './refusal-sentences.ts';

/** Of every system: vertical tab, form feed, next line and Unicode's own two among them. */
const lineBreaks = /\r\n?|[\v\f\x85\u2028\u2029]/g;
const otherControls = /[^\P{Cc}\n\t]/gu;

/**
 * More marks in a row than any script has. Normalising sorts them in quadratic time: 100,000 on one letter take seven
 * seconds, so a longer run is cut before, and `textField` refuses what is left of it.
 */
const longRunOfMarks = /(\p{M}{31})\p{M}+/gu;

/**
 * What becomes of every string that comes in, before anything else looks at it: NFC, line ends as \n, no control
 * character but newline and tab, no half of a surrogate pair. A control character never becomes nothing, because "5" and
 * "10" on either side of it would become "510".
 */
export function cleanString(text: string): string {
  return text
    .toWellFormed()
    .replace(longRunOfMarks, '$1')
    .normalize('NFC')
    .replace(lineBreaks, '\n')
    .replace(otherControls, ' ');
}

/** Embeddings and isolates: they move whole runs of text, and without them each run still reads in its own direction. */
const embeddings = /[\u202a-\u202c\u2066-\u2069]/g;
/** Letters of tags, which nobody sees and in which a text can be hidden. The first group: flags, which they are for. */
const hiddenTags = /(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;

/** A text of several lines, as it is stored: clean, nothing around it, and nothing that moves its runs about. */
export function cleanText(text: string): string {
  return cleanString(text.replace(embeddings, '').replace(hiddenTags, '$1')).trim();
}

/** As `cleanText`; empty where nothing of it can be seen. */
export function cleanOptionalText(text: string): string {
  const cleaned = cleanText(text);
  return countSeen(cleaned) === 0 ? '' : cleaned;
}

/** A text on one line with single blanks, as it is stored. */
export function cleanLine(text: string): string {
  return cleanString(text).replace(/\s+/g, ' ').trim();
}

/** What takes no room on the page. Of these, U+2800 and U+1D159 are symbols to Unicode and blank in every font. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2800\u{1d159}]/gu;

/**
 * How many characters a reader sees: blanks between words count once, an accent is a part of its letter, and what is made
 * of invisible characters or of accents without a letter counts as nothing.
 */
export function countSeen(text: string): number {
  const seen = text
    .replace(/\s+/g, ' ')
    .replace(unseen, '')
    .replace(/\p{Mn}|\p{Me}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(seen) ? [...seen].length : 0;
}

/** Overrides turn "50 mg" into "gm 05" on the page. In a line, embeddings and isolates are refused as well. */
const turningCharacters = /[\u202a-\u202e\u2066-\u2069]/;
const runsOfMarks = /[\p{M}\p{Cf}]{11,}/gu;
/** Tibetan stacks nine on a letter; ten thousand cover the page. */
const mostMarks = 10;

function faultOf(text: string): RefusalCode | null {
  if (turningCharacters.test(text)) return 'TEXT_TURNED';
  for (const [run] of text.matchAll(runsOfMarks)) {
    if ((run.match(/\p{M}/gu)?.length ?? 0) > mostMarks) return 'TOO_MANY_MARKS';
  }
  return null;
}

/**
 * A cleaned text of at least `min` characters that can be seen and at most `max` in all (code points). Direction overrides
 * and letters with heaps of marks are refused.
 */
export function textField(clean: (text: string) => string, min: number, max: number) {
  return z
    .string()
    .transform(clean)
    .superRefine((text, field) => {
      const code = lengthIssue(text, min, max) ?? faultOf(text);
      if (code) field.addIssue({ code: 'custom', message: code });
    });
}

/** A text of several lines that may stay empty. */
export function optionalTextField(max: number) {
  return z
    .string()
    .transform(cleanOptionalText)
    .superRefine((text, field) => {
      const code = [...text].length > max ? 'FIELD_TOO_LONG' : faultOf(text);
      if (code) field.addIssue({ code: 'custom', message: code });
    });
}

function lengthIssue(text: string, min: number, max: number): RefusalCode | null {
  const seen = countSeen(text);
  if (seen === 0) return 'FIELD_REQUIRED';
  if (seen < min) return 'FIELD_TOO_SHORT';
  return [...text].length > max ? 'FIELD_TOO_LONG' : null;
}

/**
 * The input, cleaned. The schema's messages are refusal codes.
 * @throws Refusal with one issue per field at fault.
 */
export function checkInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const checked = collectIssues(schema, input);
  if (!checked.output) throw Refusal.invalidInput(checked.issues);
  return checked.output;
}

/** As `checkInput`, where what else is wrong is to be told together with it. */
export function collectIssues<Output>(
  schema: z.ZodType<Output>,
  input: unknown,
): { output: Output | null; issues: InputIssue[] } {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { output: parsed.data, issues: [] };
  const issues = new Map<string, InputIssue>();
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0] ?? '');
    if (!issues.has(field)) issues.set(field, { field, code: asCode(message) });
  }
  return { output: null, issues: [...issues.values()] };
}

function asCode(message: string): RefusalCode {
  return message in refusalSentences ? (message as RefusalCode) : 'FIELD_REQUIRED';
}
