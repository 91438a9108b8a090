import { Refusal } from '../platform/refusal.ts';

/** What an admin writes for the record: 3 to 500 characters. @throws Refusal */
export function checkStatement(field: string, text: string): string {
  const statement = text.normalize('NFC').trim();
  if (statement.length < 3) throw Refusal.invalidInput([{ field, code: 'FIELD_TOO_SHORT' }]);
  if (statement.length > 500) throw Refusal.invalidInput([{ field, code: 'FIELD_TOO_LONG' }]);
  return statement;
}
