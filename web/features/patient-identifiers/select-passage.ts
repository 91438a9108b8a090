import { type FieldFinding, passageOf } from './verdict.ts';

/**
 * Moves the focus into a field and selects the passage there. Where the text has changed since, the passage is looked
 * for. False where the field is not shown or no longer holds it.
 */
export function selectPassage(
  element: HTMLInputElement | HTMLTextAreaElement | null,
  finding: FieldFinding,
): boolean {
  if (!element || element.getClientRects().length === 0) return false;
  const passage = passageOf(finding);
  const isInPlace = element.value.slice(finding.start, finding.end) === passage;
  const start = isInPlace ? finding.start : element.value.indexOf(passage);
  if (start < 0) return false;
  element.focus();
  element.setSelectionRange(start, start + passage.length);
  element.scrollIntoView({ block: 'center' });
  return true;
}
