import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import type { AttemptLimits } from '../access/attempt-limits.ts';
import { localeOf } from '../graphql/locale.ts';
import { openArchive } from '../identity/seal-archive.ts';
import { sessionTag } from '../identity/session-tag.ts';
import { parseId } from '../platform/ids.ts';
import { refusalSentence } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import type { Services } from '../services.ts';
import { findDownload } from './data.ts';
import { archiveFiles } from './open-files.ts';
import type { ArchiveId } from './types.ts';

/**
 * GET /exports/<id>: the archive as a ZIP file, decrypted while it is sent. 401 signed out; 404 for everybody but its
 * owner in the session that asked for it, and once it is gone; 429 when she has taken it too often.
 */
export function downloadRoute(services: Services, limits: AttemptLimits): RequestHandler<{ id: string }> {
  const { db, keyring, clock, logger } = services;
  return async (request, response) => {
    const refuse = (status: number, code: RefusalCode) => {
      response.status(status).json({ code, message: refusalSentence(code, localeOf(request)) });
    };
    if (!request.user) return refuse(401, 'NOT_SIGNED_IN');
    const id = parseId<ArchiveId>(request.params.id);
    const tag = sessionTag(keyring, request.sessionID);
    const asked = id && { id, physicianId: request.user.id, sessionTag: tag };
    const found = asked && (await findDownload(db.service, asked, clock.now()));
    if (!found) return refuse(404, 'NOT_FOUND');
    const seconds = await limits.takeDownload(request.user.id);
    if (seconds > 0) {
      response.set('Retry-After', String(seconds));
      return refuse(429, 'TOO_MANY_ATTEMPTS');
    }
    const stored = await archiveFiles(services).read(found.id);
    if (!stored) return refuse(404, 'NOT_FOUND');
    response
      .status(200)
      .attachment('konsilium.zip')
      .set('Content-Type', 'application/zip')
      .set('X-Content-Type-Options', 'nosniff');
    if (request.method === 'HEAD') {
      stored.destroy();
      response.end();
      return;
    }
    try {
      await pipeline(Readable.from(openArchive(keyring, found, stored), { objectMode: false }), response);
    } catch (error) {
      // Half a file must not look like a whole one.
      response.destroy();
      if (!isReaderGone(error))
        logger.error({ requestId: request.requestId, err: error }, 'a download broke off');
    }
  };
}

const isReaderGone = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
