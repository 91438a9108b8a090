import type { Processor } from '../../analytics/processors.ts';
import type { LookupReason, LookupState, ParticipationKind } from '../../prisma/client/enums.ts';
import type { AliasId, ConsultationId, LookupId, PhysicianId } from '../platform/ids.ts';

export type { LookupReason, LookupState, ParticipationKind };

export type AdminName = { id: PhysicianId; name: string };

/** The public part of a ceremony and who holds which share. Byte strings are unpadded base64url. */
export type EpochRecord = {
  number: number;
  threshold: number;
  shares: number;
  groupKey: string;
  commitments: string[];
  holders: { index: number; admin: AdminName }[];
};

/** The anonymous post that is asked about, without any trace of its author. */
export type LookupSubject = {
  aliasId: AliasId;
  aliasNumber: number;
  consultationId: ConsultationId;
  kind: 'CONSULTATION' | 'ANSWER';
  isAsker: boolean;
  title: string;
  body: string;
};

export type Participation = { admin: AdminName; kind: ParticipationKind; at: Date; statement: string | null };

/** A lookup as every technical admin sees it. It never holds the result, nor anybody's partial. */
export type LookupRecord = {
  id: LookupId;
  /** With its consultation; null where it is about a pseudonym. */
  aliasId: AliasId | null;
  consultationId: ConsultationId | null;
  subject: LookupSubject | null;
  /** Where it is about a pseudonym. */
  processor: Processor | null;
  /** Null once the lookup has ended, and where it is about an alias. */
  pseudonym: string | null;
  /** What the seal, and each partial's proof, is bound to. */
  sealSubject: string;
  requestedBy: AdminName;
  reason: LookupReason;
  text: string;
  caseReference: string;
  state: LookupState;
  requestedAt: Date;
  expiresAt: Date;
  epoch: EpochRecord;
  participations: Participation[];
  /** Base64url of 96 bytes; null once the lookup has ended. */
  ephemeral: string | null;
};
