import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PhysicianId } from '../platform/ids.ts';
import type { DecoderPool } from './decoding/decoder-pool.ts';
import type { VariantTask } from './decoding/messages.ts';
import { uploadFolderPrefix } from './receive-upload.ts';

/**
 * Has a variant of a master made. The master passes as a file that is gone after it: as a message it would be in memory
 * several times on both sides.
 * @throws Refusal as the pool's `run`.
 */
export async function renderMaster(
  decoders: DecoderPool,
  master: Uint8Array,
  variant: Pick<VariantTask, 'width' | 'format' | 'blurred'>,
  member: PhysicianId | null = null,
): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), uploadFolderPrefix));
  try {
    const file = path.join(folder, 'master');
    await writeFile(file, master, { mode: 0o600 });
    return Buffer.from(await decoders.run({ kind: 'variant', master: file, ...variant }, { member }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
