/** A failure that its reader can mend: shown as one sentence, without a stack. */
export class PlainError extends Error {
  override name = 'PlainError';
}
