import { type RefusalCode, refusalSentences } from './refusal-sentences.ts';

export type Locale = 'sv' | 'en';

/** One field of an input that must be mended. */
export interface InputIssue {
  field: string;
  code: RefusalCode;
  /** What kind of thing it is about, from a closed list. Never a piece of the input. */
  detail?: string;
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

  static editedMeanwhile(post: EditedPost, by: EditedMeanwhileError['by']): Refusal {
    return new EditedMeanwhileError(post, by);
  }

  /** @param until a whole hour. */
  static suspended(until: Date): Refusal {
    return new NotAllowedError('WRITING_SUSPENDED', until);
  }

  /** @param until when the next window begins, the same moment for everybody. */
  static writtenMuch(until: Date): Refusal {
    return new NotAllowedError('WRITTEN_MUCH', until);
  }

  /** What the doctor reads. */
  sentence(locale: Locale): string {
    return refusalSentence(this.code, locale);
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

/** Where the text stands that was edited. `answerId` null: the question itself. */
export interface EditedPost {
  readonly consultationId: string;
  readonly answerId: string | null;
  /** The case in which a moderator was at work on it; null where it was the author. */
  readonly caseId: string | null;
}

/** The text was changed after the version that this edit was made from; nothing was overwritten. */
export class EditedMeanwhileError extends Refusal {
  readonly post: EditedPost;
  /** Who has replaced that version: the author, in another window or device, or moderation. */
  readonly by: 'AUTHOR' | 'MODERATION';

  constructor(post: EditedPost, by: EditedMeanwhileError['by']) {
    super('EDITED_MEANWHILE');
    this.post = post;
    this.by = by;
  }
}

/** It exists, and this actor may not do this with it now. */
export class NotAllowedError extends Refusal {
  readonly #until: Date | null;

  /** @param until for a sentence that names the time at which it will be allowed again. */
  constructor(code: RefusalCode, until: Date | null = null) {
    super(code);
    this.#until = until;
  }

  override sentence(locale: Locale): string {
    const until = this.#until === null ? '' : timeFormats[locale].format(this.#until);
    return super.sentence(locale).replace('{until}', until);
  }
}

/** In Swedish time, whatever the server's own. */
const timeZone = 'Europe/Stockholm';
const timeFormats = {
  sv: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'long', timeStyle: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long', timeStyle: 'short' }),
} as const satisfies Record<Locale, Intl.DateTimeFormat>;

export function refusalSentence(code: RefusalCode, locale: Locale): string {
  return refusalSentences[code][locale];
}
