import { z } from 'zod';
import type { InputIssue } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { checkInput, cleanLine, cleanText, textField } from '../platform/text.ts';
import { weaknessOf } from './weak-passwords.ts';

const recorded = textField(cleanText, 3, 500);

/** What an admin writes for the record: 3 to 500 characters. @throws Refusal */
export function checkStatement(field: string, text: string): string {
  return checkInput(z.object({ [field]: recorded }), { [field]: text })[field] ?? '';
}

/** Two names must not differ by what nobody sees. Joiners stay: they change the form of Persian and Indic words. */
const unseenInName = /(?!\p{Join_Control})\p{Default_Ignorable_Code_Point}/gu;
const seenOf = (text: string) => cleanLine(turns.test(text) ? text : text.replace(unseenInName, ''));
const turns = /[\u202a-\u202e\u2066-\u2069]/;

/** A person's name as colleagues see it: 2 to 100 characters in any script, with at least one letter. */
export const nameField = textField(seenOf, 2, 100).refine((name) => name === '' || /\p{L}/u.test(name), {
  message: 'NAME_INVALID' satisfies RefusalCode,
});

export const licenceField = textField(cleanLine, 3, 40);

const shortestPassword = 12;

/**
 * What is wrong with a password that somebody chooses.
 * @param own words that stand close to its owner: name, e-mail address, licence number.
 */
export async function checkPassword(
  field: string,
  password: string,
  own: readonly string[],
): Promise<InputIssue[]> {
  if ([...password].length < shortestPassword) return [{ field, code: 'PASSWORD_TOO_SHORT' }];
  if (password.length > 1000) return [{ field, code: 'FIELD_TOO_LONG' }];
  const weakness = await weaknessOf(password, own);
  return weakness ? [{ field, code: weakness }] : [];
}
