import type { SpecialtyCode } from '../../../api/specialties/specialties.ts';
import type { CastKey } from './cast.ts';
import type { DemoPicture } from './pictures/index.ts';

export type DemoRole = 'PHYSICIAN' | 'MODERATOR' | 'TECHNICAL_ADMIN';

/** One invented person. Passwords, share files and ids are the seeder's business. */
export interface DemoPerson {
  /** Slug by which the other demo data refer to this person. */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  /** Null for technical admins, who are no physicians. */
  readonly specialtyCode: SpecialtyCode | null;
  readonly roles: readonly DemoRole[];
  /** False: registered, and waits for a technical admin to verify the licence. */
  readonly verified: boolean;
  /** Obviously fictitious, `DEMO-` and seven digits; null for technical admins. */
  readonly licenceNumber: string | null;
  /** One Swedish sentence, without any workplace or town. */
  readonly about: string;
}

export type ConsultationKind = 'CLINICAL_CASE' | 'QUESTION' | 'ETHICS' | 'ORGANISATION';

export type FlagReason =
  | 'PATIENT_IDENTIFIABLE'
  | 'DISRESPECTFUL'
  | 'MISLEADING'
  | 'ADVERTISING'
  | 'OFF_TOPIC'
  | 'OTHER';

export type ModerationRule =
  | 'PATIENT_PRIVACY'
  | 'RESPECT'
  | 'MEDICAL_ACCURACY'
  | 'NO_ADVERTISING'
  | 'ON_TOPIC'
  | 'LAW';

export interface DemoImage {
  readonly picture: DemoPicture;
  readonly alt: string;
  /** WRITTEN: a form is attached, as invented as the picture. */
  readonly consent: 'WRITTEN' | 'ORAL' | 'NOT_IDENTIFIABLE' | 'ROLE_PLAY';
  readonly sensitive?: boolean;
}

export interface DemoAnswer {
  /** Unique within its consultation, never `consultation`. */
  readonly key: string;
  readonly author: CastKey;
  readonly anonymous: boolean;
  /** Markdown. */
  readonly body: string;
  /** Whole hours after the consultation; always less than its `hoursAgo`. */
  readonly hoursAfter: number;
  /** Key of an earlier answer of the same consultation. */
  readonly quotes?: string;
  readonly images?: readonly DemoImage[];
  /** Who marked this answer as helpful; never its author. */
  readonly helpfulFrom?: readonly CastKey[];
}

export interface DemoFlag {
  /** `consultation` or the key of one of its answers. */
  readonly on: string;
  readonly by: CastKey;
  readonly reason: FlagReason;
  readonly note: string;
  /** Whole hours after the consultation. */
  readonly hoursAfter: number;
}

/** What a moderator did about a flagged post. A flagged post without one of these is still open in the queue. */
export interface DemoModeration {
  /** `consultation` or the key of one of its answers; `lock` concerns the consultation only. */
  readonly on: string;
  /** A moderator who neither wrote, marked nor flagged anything in this consultation. */
  readonly by: CastKey;
  readonly action: 'hide' | 'edit' | 'delete' | 'lock';
  readonly rule: ModerationRule;
  readonly statement: string;
  /** The whole text after an `edit`; absent otherwise. */
  readonly newBody?: string;
  /** Whole hours after the consultation. */
  readonly hoursAfter: number;
}

export interface DemoConsultation {
  /** Unique among all demo consultations. */
  readonly key: string;
  readonly author: CastKey;
  readonly anonymous: boolean;
  readonly kind: ConsultationKind;
  readonly specialtyCode: SpecialtyCode;
  readonly tags: readonly string[];
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** Of one that is older than sixty days only the note is left. */
  readonly images?: readonly DemoImage[];
  /** Whole hours before the moment of seeding. */
  readonly hoursAgo: number;
  /** Oldest first. */
  readonly answers: readonly DemoAnswer[];
  /** Key of the answer that helped, where the author has closed the consultation as solved. */
  readonly solvedBy?: string;
  readonly flags?: readonly DemoFlag[];
  readonly moderation?: readonly DemoModeration[];
}
