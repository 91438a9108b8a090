import type { Locale } from '../platform/refusal.ts';

/** A day of the calendar in UTC, YYYY-MM-DD. */
export type Day = string;

export type DocumentKind = 'TERMS' | 'PRIVACY';

/** One version as it lies in the folder: both documents in both languages. */
export interface Release {
  /** The day of its writing, YYYY-MM-DD: versions are ordered by it. */
  version: string;
  /** Not in force before this day, whenever a deployment first sees it. */
  effectiveOn: Day;
  /** A material change must be accepted; a minor one is listed. */
  material: boolean;
  summary: Record<Locale, string>;
  /** Markdown with the placeholders {{operator}} and {{contact}}. */
  texts: Record<DocumentKind, Record<Locale, string>>;
}

/** A version and its days in this deployment. */
export interface AnnouncedVersion {
  release: Release;
  announcedOn: Day;
  inForceFrom: Day;
}

/** How somebody stands to the terms. */
export interface TermsStanding {
  accepted: { version: string; acceptedOn: Day }[];
  /** In force and not accepted: to be accepted before the next act. */
  required: AnnouncedVersion | null;
  /** Announced, material, not yet in force, and not accepted. */
  upcoming: AnnouncedVersion | null;
}
