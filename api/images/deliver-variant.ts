import type { RequestHandler } from 'express';
import type { SessionReader } from '../access/sessions.ts';
import { sessionTag } from '../identity/session-tag.ts';
import { parseId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { openFinder } from './find-servable.ts';
import { formatFor, mediaTypes, widthsFor } from './policy.ts';
import { gone, passing, refusalOf, refuse } from './refuse.ts';
import { checkAddress, readAddress } from './signed-sources.ts';
import type { ImageId } from './types.ts';

/**
 * GET and HEAD /images/<id>/<width>. Needs no session middleware: the cookie says for which session the address must have
 * been signed, and the statement that finds the image asks whether that session lives and whose it is. Nothing is made and
 * nothing is remembered here, so that no answer and no time tells who has looked before (ANONYMITY 61).
 */
export function deliverVariant(
  services: Services,
  sessions: SessionReader,
): RequestHandler<{ id: string; width: string }> {
  const findServable = openFinder(services, sessions);
  return async (request, response, next) => {
    const id = parseId<ImageId>(request.params.id);
    // Another route's.
    if (!id) return next();
    try {
      const sessionId = sessions.claimedBy(request);
      const width = readWidth(request.params.width);
      if (sessionId === null || width === null) return gone(request, response);
      const address = readAddress(request.query);
      const format = formatFor(request.get('accept') ?? '');
      const finding = findServable(sessionId, { id, width, format, scope: address.scope });
      finding.catch(() => undefined);
      // The statement goes out on the next tick: the database works while the address is checked.
      await undefined;
      const verdict = checkAddress(services, sessionTag(services.keyring, sessionId), id, address);
      if (verdict === 'expired') return void response.status(410).json({ code: 'LINK_EXPIRED' });
      if (verdict !== 'good') return gone(request, response);
      const image = await finding;
      if (!image || !widthsFor(image.width).includes(width)) return gone(request, response);
      const { storageKey, size, etag } = image.variant;
      if (request.get('if-none-match') === `"${etag}"`) {
        return void response.writeHead(304, { ...kept, ETag: `"${etag}"` }).end();
      }
      const headers = {
        ...kept,
        'Content-Type': mediaTypes[format],
        'Content-Length': size,
        'Content-Security-Policy': "default-src 'none'; sandbox",
        ETag: `"${etag}"`,
        'X-Image-Blurred': image.blurred ? '1' : '0',
      };
      // For a page that asks whether it may go on showing what it shows: nothing is read for that.
      if (request.method === 'HEAD') return void response.writeHead(200, headers).end();
      const bytes = await services.storage.get(storageKey);
      if (!bytes) {
        services.logger.error({ requestId: request.requestId }, 'the file of a variant is lost');
        return gone(request, response);
      }
      response.writeHead(200, headers).end(bytes);
    } catch (error) {
      const refusal = refusalOf(services, error, request);
      if (!refusal) return next(error);
      if (passing.includes(refusal.code)) return refuse(request, response, refusal.code);
      gone(request, response);
    }
  };
}

/** Null for what no image is offered in. */
const readWidth = (text: string): number | null => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : null);

/** Asked for again after a minute, so that what is hidden or withdrawn is soon gone from browsers too. */
const kept = { 'Cache-Control': 'private, max-age=60, must-revalidate', Vary: 'Cookie, Accept' };
