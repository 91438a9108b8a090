import { z } from 'zod';
import { refuseCertainIdentifiers } from '../posts/patient-identifiers.ts';
import { checkInput } from '../posts/text.ts';
import { reasonsField } from './policy.ts';

const schema = z.object({ statement: reasonsField });

/**
 * The statement of reasons of an input, cleaned. The author reads it, so it must not say again who the patient is.
 * @throws Refusal INVALID_INPUT at the field `statement`
 */
export function checkReasons(input: { statement: string }): string {
  const { statement } = checkInput(schema, input);
  refuseCertainIdentifiers({ statement });
  return statement;
}
