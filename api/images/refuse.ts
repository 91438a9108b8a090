import type { Request, Response } from 'express';
import { localeOf } from '../graphql/locale.ts';
import { Refusal, refusalSentence } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { StorageUnavailable } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';

const statuses: Partial<Record<RefusalCode, number>> = {
  NOT_SIGNED_IN: 401,
  ACCOUNT_NOT_VERIFIED: 403,
  DRAWN_FOR_ANOTHER: 409,
  TERMS_NOT_ACCEPTED: 403,
  TOO_MANY_ATTEMPTS: 429,
  UPLOADS_UNDER_WAY: 429,
  UPLOAD_TOO_SLOW: 408,
  IMAGE_TOO_LARGE: 413,
  FORM_TOO_LARGE: 413,
  IMAGE_TYPE_UNKNOWN: 415,
  FORM_TYPE_UNKNOWN: 415,
  IMAGE_HEIC: 415,
  IMAGE_BUSY: 503,
  STORAGE_UNAVAILABLE: 503,
  UPLOAD_BROKEN: 400,
};

/** Worth asking again soon. */
export const passing: readonly RefusalCode[] = ['IMAGE_BUSY', 'STORAGE_UNAVAILABLE', 'UPLOADS_UNDER_WAY'];

/** Null for a surprise. Why the storage was not available is for the log alone. */
export function refusalOf(
  { logger, errors }: Services,
  error: unknown,
  { requestId }: Request,
): Refusal | null {
  if (error instanceof Refusal) return error;
  if (!(error instanceof StorageUnavailable)) return null;
  logger.error({ requestId, err: error.cause }, 'the storage is not available');
  errors?.report(error.cause, { context: 'http' });
  return Refusal.notAllowed('STORAGE_UNAVAILABLE');
}

/** What a browser still sends after a refusal is read and let go of, up to this: else it would never see the answer. */
const drainedBytes = 64 * 1024 * 1024;
const drainedMs = 60_000;

/** Tells {code, message} in the reader's language. */
export function refuse(request: Request, response: Response, code: RefusalCode): void {
  if (response.destroyed || response.headersSent) return;
  if (passing.includes(code)) response.set('Retry-After', '5');
  response.set('Cache-Control', 'private, no-store');
  response.status(statuses[code] ?? 422).json({ code, message: refusalSentence(code, localeOf(request)) });
  drain(request, code === 'UPLOAD_TOO_SLOW' ? 1000 : drainedMs);
}

/** @param ms after which the connection is closed. */
export function drain(request: Request, ms = drainedMs): void {
  let drained = 0;
  request.on('data', (chunk: Buffer) => {
    drained += chunk.length;
    if (drained > drainedBytes) request.destroy();
  });
  const late = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, ms);
  late.unref();
  request.once('close', () => clearTimeout(late));
}

/** Missing, hidden, another's address: all look alike. */
export function gone(request: Request, response: Response): void {
  response
    .status(404)
    .set('Cache-Control', 'private, no-store')
    .json({ code: 'NOT_FOUND', message: refusalSentence('NOT_FOUND', localeOf(request)) });
}
