import { type RefusalCode, refusalSentences } from './refusal-sentences.ts';

export type Locale = 'sv' | 'en';

/** One field of an input that must be mended. */
export interface InputIssue {
  field: string;
  code: RefusalCode;
}

/**
 * An expected "no": it reaches the client as a member of the mutation's result union, with a sentence a doctor
 * understands. Whatever else is thrown is a surprise and stays private.
 */
export abstract class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.name = new.target.name;
    this.code = code;
  }

  static invalidInput(issues: readonly InputIssue[]): Refusal {
    return new InvalidInputError(issues);
  }

  static notFound(): Refusal {
    return new NotFoundError();
  }

  static notAllowed(code: RefusalCode): Refusal {
    return new NotAllowedError(code);
  }
}

/** Something in the input must be mended; nothing was changed. */
export class InvalidInputError extends Refusal {
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super('INVALID_INPUT');
    this.issues = issues;
  }
}

/** Missing, or not this actor's to see: the two look alike. */
export class NotFoundError extends Refusal {
  constructor() {
    super('NOT_FOUND');
  }
}

/** It exists, and this actor may not do this with it now. */
export class NotAllowedError extends Refusal {}

export function refusalSentence(code: RefusalCode, locale: Locale): string {
  return refusalSentences[code][locale];
}
