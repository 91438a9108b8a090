import { readFile } from 'node:fs/promises';
import type { PhysicianId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { requireBare } from './bare-image.ts';
import { bindPages } from './page-images.ts';

/**
 * Turns a PDF into one of page images: what it can do to its reader stays behind, what it shows is kept.
 * @param file in a folder that goes when the work is done.
 * @throws Refusal that says what is wrong with the file.
 */
export async function drawForm(
  { decoders }: Services,
  member: PhysicianId | null,
  file: string,
): Promise<Buffer> {
  const drawn = await decoders.run({ kind: 'pages', file, page: `${file}.page` }, { member }).catch(asForm);
  const pages = [];
  for (const page of drawn) {
    const jpeg = await readFile(page.file);
    // Looked at once more, by other code than that which wrote it.
    requireBare('JPEG', jpeg);
    pages.push({ ...page, jpeg });
  }
  return bindPages(pages);
}

/** What would be told of an image. */
function asForm(error: unknown): never {
  const isOfFile = error instanceof Refusal && error.code === 'IMAGE_TOO_DEMANDING';
  throw isOfFile ? Refusal.notAllowed('FORM_UNREADABLE') : error;
}
