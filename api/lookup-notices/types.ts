import type { Processor } from '../../analytics/processors.ts';
import type { LookupReason } from '../../prisma/client/enums.ts';
import type { AdminName } from '../lookups/types.ts';
import type { ConsultationId } from '../platform/ids.ts';

/**
 * What the author of an anonymous post, or the owner of a pseudonym, is told of an opening: neither who asked nor why in
 * words.
 */
export interface LookupNotice {
  /** Null where it was a pseudonym; then `processor` says at whom. */
  consultationId: ConsultationId | null;
  processor: Processor | null;
  /** Empty where she can no longer read it. */
  title: string;
  reason: LookupReason;
  /** YYYY-MM-DD, UTC. */
  openedOn: string;
}

/** When the author is told, as every technical admin sees it. It names no author. */
export interface OpeningNotice {
  tellAfter: Date;
  requestedBy: string;
  /** Oldest first. */
  extensions: NoticeExtension[];
}

export interface NoticeExtension {
  admin: AdminName;
  at: Date;
  tellAfterBefore: Date;
  tellAfter: Date;
  statement: string;
}
