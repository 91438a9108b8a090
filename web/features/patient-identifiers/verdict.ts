import type { Finding } from '../../generated/patient-identifiers/finding.ts';

export interface CheckedText {
  /** The form's own name of the field: 'title', 'body'. */
  field: string;
  text: string;
}

/** A finding in one field, with the text it was found in. `start` and `end` are UTF-16 offsets into `text`. */
export interface FieldFinding extends Finding {
  field: string;
  text: string;
}

/** What the author has declared to be harmless: the passages that were shown to her, and why. */
export interface Confirmation {
  passages: readonly string[];
  reason: string;
}

export interface Verdict {
  /** Something certain is in the text: it has to go before anything is sent. */
  blocked: boolean;
  /** All that is likely has been declared harmless, with this reason. Null also where nothing is likely. */
  override: { reason: string } | null;
  mayPublish: boolean;
}

export const passageOf = ({ text, start, end }: FieldFinding) => text.slice(start, end);

/** The same passage of the same kind in the same field, wherever it has moved to. */
const identityOf = (finding: FieldFinding) => `${finding.field}|${finding.kind}|${passageOf(finding)}`;

const isLikely = ({ certainty }: FieldFinding) => certainty === 'likely';

/** What she declares when she ticks the box: exactly what she saw. */
export function passagesToConfirm(findings: readonly FieldFinding[]): string[] {
  return findings.filter(isLikely).map(identityOf);
}

/** True while she has seen all that is likely now. A new passage opens the question again. */
export function isConfirmed(findings: readonly FieldFinding[], { passages }: Confirmation): boolean {
  const likely = passagesToConfirm(findings);
  return likely.length > 0 && likely.every((passage) => passages.includes(passage));
}

/** The server wants as many. */
export const shortestReason = 5;

export function reachVerdict(findings: readonly FieldFinding[], confirmation: Confirmation): Verdict {
  const blocked = findings.some(({ certainty }) => certainty === 'certain');
  const reason = confirmation.reason.trim();
  const override =
    isConfirmed(findings, confirmation) && [...reason].length >= shortestReason ? { reason } : null;
  const mayPublish = !blocked && (override !== null || !findings.some(isLikely));
  return { blocked, override, mayPublish };
}

/** The line around a passage, cut to about `reach` characters on either side. */
export function excerptOf(finding: FieldFinding, reach = 48): { before: string; after: string } {
  const { text, start, end } = finding;
  const lineBefore = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const [lineAfter = ''] = text.slice(end).split('\n', 1);
  const before = lineBefore.length > reach ? `…${lineBefore.slice(-reach)}` : lineBefore;
  const after = lineAfter.length > reach ? `${lineAfter.slice(0, reach)}…` : lineAfter;
  return { before, after };
}
