import { type InputIssue, Refusal } from '../platform/refusal.ts';

/** What an admin writes for the record: 3 to 500 characters. @throws Refusal */
export function checkStatement(field: string, text: string): string {
  const statement = text.normalize('NFC').trim();
  if (statement.length < 3) throw Refusal.invalidInput([{ field, code: 'FIELD_TOO_SHORT' }]);
  if (statement.length > 500) throw Refusal.invalidInput([{ field, code: 'FIELD_TOO_LONG' }]);
  return statement;
}

export const shortestPassword = 12;

/** What is wrong with a password that somebody chooses. */
export function checkPassword(field: string, password: string): InputIssue[] {
  if ([...password].length < shortestPassword) return [{ field, code: 'PASSWORD_TOO_SHORT' }];
  return password.length > 1000 ? [{ field, code: 'FIELD_TOO_LONG' }] : [];
}
