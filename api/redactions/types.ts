import type { ModerationRule, RedactedField } from '../../prisma/client/enums.ts';
import type { AnswerId, Brand, ConsultationId } from '../platform/ids.ts';

export type RedactionId = Brand<'RedactionId'>;

/** A proposal that waits for its author's answer, as she is told. By whom it was made is not told. */
export interface Redaction {
  readonly id: RedactionId;
  readonly field: RedactedField;
  /** UTF-16 code units into the title or body. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Others do not see the post until she has answered. */
  readonly hides: boolean;
  readonly rule: ModerationRule;
  readonly statement: string;
  /** A whole hour. */
  readonly proposedAt: Date;
}

/** Where one of hers waits. */
export interface PendingRedaction {
  readonly id: RedactionId;
  readonly consultationId: ConsultationId;
  /** Null: it concerns the question itself. */
  readonly answerId: AnswerId | null;
}
