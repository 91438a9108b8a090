import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PhysicianGrant } from '../access/grants.ts';
import type { Services } from '../services.ts';
import { requireBare } from './bare-image.ts';
import { type Ingested, seeds } from './decoding/messages.ts';
import type { ReceivedFile } from './receive-upload.ts';
import type { ImageType } from './sniff.ts';

/**
 * Decodes what was received and encodes it anew.
 * @returns what may be stored: a JPEG that was looked at once more, by other code than that which wrote it; and its file.
 * @throws Refusal that says what is wrong with the file; Error where the stripper failed.
 */
export async function ingestUpload(
  { decoders }: Services,
  { physicianId }: PhysicianGrant,
  { file }: ReceivedFile,
  type: ImageType,
): Promise<Ingested & { bytes: Buffer; master: string }> {
  // Beside it, in the folder that goes with it.
  const master = `${file}.master`;
  const member = physicianId;
  const { expectedMs } = await decoders.run({ kind: 'probe', file, type }, { member });
  const ingested = await decoders.run(
    { kind: 'ingest', file, type, master, seed: randomInt(seeds) },
    { member, expectedMs },
  );
  const bytes = await readFile(master);
  // Before it is stored: a stripper that failed must not leave what it failed on.
  requireBare('JPEG', bytes);
  return { ...ingested, bytes, master };
}
