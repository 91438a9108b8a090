import type { RequestHandler } from 'express';
import type { ImageFormat } from '../../prisma/client/enums.ts';
import type { SessionReader } from '../access/sessions.ts';
import { sessionTag } from '../identity/session-tag.ts';
import { parseId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { openFinder, type ServableImage, type WantedImage } from './find-servable.ts';
import { ForetoldFiles } from './foretold-files.ts';
import { type Rendered, VariantMaker } from './make-variant.ts';
import { formatFor, mediaTypes, widthsFor } from './policy.ts';
import { gone, passing, refusalOf, refuse } from './refuse.ts';
import { checkAddress, readAddress } from './signed-sources.ts';
import type { ImageId } from './types.ts';

/**
 * GET /images/<id>/<width>. Needs no session middleware: the cookie says for which session the address must have been
 * signed, and the statement that finds the image asks whether that session lives and whose it is. A page's pictures come
 * all at once, and each must be as quick as a file.
 */
export function deliverVariant(
  services: Services,
  sessions: SessionReader,
): RequestHandler<{ id: string; width: string }> {
  const findServable = openFinder(services, sessions);
  const variants = new VariantMaker(services);
  const foretold = new ForetoldFiles(services);
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
      const wanted = { id, width, format, scope: address.scope };
      const find = () => findServable(sessionId, wanted);
      const finding = find();
      finding.catch(() => undefined);
      // The statement goes out on the next tick: the database works while the address is checked.
      await undefined;
      const verdict = checkAddress(services, sessionTag(services.keyring, sessionId), id, address);
      if (verdict === 'expired') return void response.status(410).json({ code: 'LINK_EXPIRED' });
      if (verdict !== 'good') return gone(request, response);
      const known = request.get('if-none-match');
      const wantsBytes = request.method === 'GET' && known === undefined;
      const file = wantsBytes ? foretold.read(wanted) : null;
      const image = await finding;
      if (!image || !widthsFor(image.width).includes(width)) return gone(request, response);
      if (image.variant && known === `"${image.variant.etag}"`) {
        return void response.writeHead(304, { ...kept, ETag: `"${image.variant.etag}"` }).end();
      }
      if (request.method === 'HEAD') return void response.writeHead(200, headOf(image, format)).end();
      const stored = image.variant && (await foretold.bytesOf(wanted, image.variant.storageKey, file));
      const rendered =
        stored && image.variant
          ? { bytes: stored, etag: image.variant.etag }
          : await make(variants, image, wanted, find);
      if (!rendered) return gone(request, response);
      response
        .writeHead(200, {
          ...kept,
          'Content-Type': mediaTypes[format],
          'Content-Length': rendered.bytes.length,
          'Content-Security-Policy': "default-src 'none'; sandbox",
          ETag: `"${rendered.etag}"`,
        })
        .end(rendered.bytes);
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

/** For a page that asks whether it may go on showing what it shows: nothing is read or made for that. */
const headOf = ({ variant, blurred }: ServableImage, format: ImageFormat) => ({
  ...kept,
  'Content-Type': mediaTypes[format],
  'X-Image-Blurred': blurred ? '1' : '0',
  ...(variant ? { ETag: `"${variant.etag}"` } : {}),
});

/** Asked for again after a minute, so that what is hidden or withdrawn is soon gone from browsers too. */
const kept = { 'Cache-Control': 'private, max-age=60, must-revalidate', Vary: 'Cookie, Accept' };

/** Making it takes time, in which the post may be hidden or its image blurred: the right to see it is asked for again. */
async function make(
  variants: VariantMaker,
  image: ServableImage,
  { width, format }: WantedImage,
  find: () => Promise<ServableImage | null>,
): Promise<Rendered | null> {
  const rendered = await variants.make(image, width, format);
  const now = rendered && (await find());
  if (!now) return null;
  return now.blurred === image.blurred ? rendered : variants.make(now, width, format);
}
