import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { AliasId, Brand, ConsultationId, PhysicianId } from '../platform/ids.ts';
import type { Locale } from '../platform/refusal.ts';
import type { Services } from '../services.ts';

/** Of an archive, its address and its file. */
export type ArchiveId = Brand<'ArchiveId'>;

/** Whose data are collected. Made on her own behalf, and gone with the job. */
export interface ExportSubject {
  readonly physicianId: PhysicianId;
  /** Her aliases in random order; one that never came to be may be among them. */
  readonly aliases: ReadonlyMap<AliasId, ConsultationId>;
  /** The language in which she reads what is written for her. */
  readonly locale: Locale;
}

/** One file beside the JSON. Large ones are opened when their turn comes. */
export interface ExportedFile {
  /** Relative to the archive's root; no name of a person in it. */
  readonly path: string;
  readonly content: string | (() => Promise<Readable>);
}

/**
 * What one noun puts into the archive: data/<name>.json, perhaps further files, and the JSON's schema. It reads what is
 * hers and nothing of anybody else's: no id, name or text of another member, no moderator's or admin's name.
 *
 * A statement carries either her account's id or one of her aliases, never two of these: the database may log it.
 */
export interface Exporter {
  /** kebab-case. */
  readonly name: string;
  /** The tables whose rows about her are covered hereby, as schema.table. */
  readonly tables: readonly string[];
  readonly schema: z.ZodType;
  collect(services: Services, subject: ExportSubject): Promise<Collected>;
}

export interface Collected {
  /** Must be what `schema` says, or the export fails: what is not described does not leave. */
  readonly data: unknown;
  readonly files?: AsyncIterable<ExportedFile> | Iterable<ExportedFile>;
}

/** Checks at compile time that what is read is what the schema says. */
export function exporter<Schema extends z.ZodType>(definition: {
  name: string;
  tables: readonly string[];
  schema: Schema;
  collect(
    services: Services,
    subject: ExportSubject,
  ): Promise<{ data: z.input<Schema>; files?: Collected['files'] }>;
}): Exporter {
  return definition;
}
