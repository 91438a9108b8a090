import type { ExportState } from '../../prisma/client/enums.ts';
import { equalTags } from '../identity/mark-tag.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { ArchiveId } from './types.ts';
import { stepsInAll } from './write-archive.ts';

/** A member's archive as she sees it. */
export interface DataExport {
  readonly id: ArchiveId;
  readonly state: Exclude<ExportState, 'GONE'>;
  readonly stepsDone: number;
  readonly stepsInAll: number;
  /** A whole hour; null until it is ready. */
  readonly expiresAt: Date | null;
  /** Ready, and this session may have it. */
  readonly downloadable: boolean;
}

/** Null where she has none. @param sessionTag of the session that asks. */
export async function findExport(
  db: Tx,
  physicianId: PhysicianId,
  sessionTag: Uint8Array,
  now: Date,
): Promise<DataExport | null> {
  const row = await db.exportArchive.findUnique({
    where: { accountId: physicianId },
    select: { id: true, state: true, stepsDone: true, expiresAt: true, sessionTag: true },
  });
  if (!row || row.state === 'GONE' || (row.expiresAt !== null && row.expiresAt <= now)) return null;
  return {
    id: row.id as ArchiveId,
    state: row.state,
    stepsDone: row.stepsDone,
    stepsInAll,
    expiresAt: row.expiresAt,
    downloadable: row.state === 'READY' && equalTags(row.sessionTag, sessionTag),
  };
}

/**
 * What opens an archive's file, for its owner in the session that asked for it. Null for everybody else, and where there
 * is none: the two look alike.
 */
export async function findDownload(
  db: Tx,
  asked: { id: ArchiveId; physicianId: PhysicianId; sessionTag: Uint8Array },
  now: Date,
): Promise<{ id: ArchiveId; secret: Uint8Array } | null> {
  const row = await db.exportArchive.findUnique({
    where: { id: asked.id },
    select: { accountId: true, state: true, secret: true, sessionTag: true, expiresAt: true },
  });
  if (row?.accountId !== asked.physicianId || row.state !== 'READY') return null;
  if (!row.expiresAt || row.expiresAt <= now || !equalTags(row.sessionTag, asked.sessionTag)) return null;
  return { id: asked.id, secret: row.secret };
}
