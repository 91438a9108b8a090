import { startHistory } from '../editor/edits.ts';
import { openImage } from '../editor/open-image.ts';
import { exportImage } from '../editor/render-image.ts';

const largestForm = 10 * 1024 * 1024;

export type FormProblem = 'too-large' | 'not-a-form';

/**
 * What is sent of a consent form that the physician chose: a PDF as it is, a photograph made anew from its pixels, so
 * that it does not tell where and when it was taken.
 */
export async function readConsentForm(
  file: File,
): Promise<{ ok: true; body: Blob } | { ok: false; problem: FormProblem }> {
  const head = new Uint8Array(await file.slice(0, 5).arrayBuffer());
  if (String.fromCharCode(...head) === '%PDF-') {
    return file.size <= largestForm
      ? { ok: true, body: file.slice(0, file.size, 'application/pdf') }
      : { ok: false, problem: 'too-large' };
  }
  const opened = await openImage(file);
  if (!opened.ok) {
    return { ok: false, problem: opened.problem === 'too-large' ? 'too-large' : 'not-a-form' };
  }
  const { image } = opened;
  try {
    const { blob } = await exportImage(image.bitmap, startHistory(image.size).present);
    return blob.size <= largestForm ? { ok: true, body: blob } : { ok: false, problem: 'too-large' };
  } catch {
    return { ok: false, problem: 'not-a-form' };
  } finally {
    image.close();
  }
}
