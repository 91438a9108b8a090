import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FormKind } from '../../prisma/client/enums.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { drawForm } from './draw-form.ts';
import { uploadFolderPrefix } from './receive-upload.ts';

export interface ReadableForm {
  readonly type: 'application/pdf' | 'image/jpeg';
  readonly extension: 'pdf' | 'jpg';
  readonly bytes: Buffer;
}

/**
 * A form as its reader may be given it: pictures of its pages, also where an earlier version has kept what was sent.
 * @param stored decrypted.
 * @throws Refusal where a PDF that was kept as it was sent cannot be drawn.
 */
export async function readForm(
  services: Services,
  reader: PhysicianId | null,
  kind: FormKind,
  stored: Buffer,
): Promise<ReadableForm> {
  if (kind === 'JPEG') return { type: 'image/jpeg', extension: 'jpg', bytes: stored };
  const bytes = kind === 'PAGES' ? stored : await drawStored(services, reader, stored);
  return { type: 'application/pdf', extension: 'pdf', bytes };
}

async function drawStored(services: Services, reader: PhysicianId | null, stored: Buffer): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), uploadFolderPrefix));
  try {
    const file = path.join(folder, 'form');
    await writeFile(file, stored, { mode: 0o600 });
    return await drawForm(services, reader, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
