import { findIdentifiers } from '../../moderation/patient-identifiers/find-identifiers.ts';
import { type InputIssue, Refusal } from '../platform/refusal.ts';
import { cleanLine, textField } from './text.ts';

/** Why what is only likely is harmless: 5 to 200 characters. Null, or left out: nothing is declared. */
export const identifierOverrideInput = textField(cleanLine, 5, 200).nullish();

/**
 * The patient-identifier check, again on the server: what is certain is refused, what is likely wants its author's
 * reason. Of a finding only field and kind are told, never the passage.
 * @param texts by the names of the input's fields.
 * @returns the reason to keep with the post; null where nothing wanted one.
 * @throws Refusal INVALID_INPUT with PATIENT_IDENTIFIER or PATIENT_IDENTIFIER_LIKELY for each field and kind
 */
export function checkIdentifiers(
  texts: Readonly<Record<string, string>>,
  override: string | null | undefined,
): string | null {
  const findings = Object.entries(texts).flatMap(([field, text]) =>
    findIdentifiers(text).map(({ kind, certainty }) => ({ field, kind, certainty })),
  );
  const likely = findings.filter(({ certainty }) => certainty === 'likely');
  const refused = override ? findings.filter(({ certainty }) => certainty === 'certain') : findings;
  if (refused.length === 0) return likely.length > 0 ? (override ?? null) : null;
  const issues = new Map<string, InputIssue>();
  for (const { field, kind, certainty } of refused) {
    const code = certainty === 'certain' ? 'PATIENT_IDENTIFIER' : 'PATIENT_IDENTIFIER_LIKELY';
    issues.set(`${field} ${code} ${kind}`, { field, code, detail: kind });
  }
  throw Refusal.invalidInput([...issues.values()]);
}

/** As `checkIdentifiers` where no reason can be given: only what is certain is refused. @throws Refusal INVALID_INPUT */
export function refuseCertainIdentifiers(texts: Readonly<Record<string, string>>): void {
  checkIdentifiers(texts, 'not asked for');
}

/** The tags as one text, so that a name among them is found. */
export const textOfTags = (tags: readonly string[]): string => tags.join(', ');
