import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Actor } from '../access/actor.ts';
import type { AttemptLimits } from '../access/attempt-limits.ts';
import { type PhysicianGrant, requirePhysician } from '../access/grants.ts';
import { requireOwnHeader } from '../access/sign-in.ts';
import { localeOf } from '../graphql/locale.ts';
import { sessionTag } from '../identity/session-tag.ts';
import { parseId } from '../platform/ids.ts';
import { Refusal, refusalSentence } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { StorageUnavailable } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import { requireAcceptedTerms } from '../terms/require-accepted-terms.ts';
import { findServable, type ServableImage, type WantedImage } from './find-servable.ts';
import { type Rendered, VariantMaker } from './make-variant.ts';
import { formatFor, mediaTypes, widthsFor } from './policy.ts';
import { openForm } from './serve-form.ts';
import { checkAddress } from './signed-sources.ts';
import type { ImageId } from './types.ts';
import { uploadForm } from './upload-form.ts';
import { uploadImage } from './upload-image.ts';

/**
 * POST / and /forms with a raw body, GET /<id>/<width>. Mounted behind the session; answers {code, message} where it
 * refuses.
 */
export function imageRoutes(services: Services, limits: AttemptLimits): Router {
  const router = Router();
  const variants = new VariantMaker(services);
  router.use(requireOwnHeader);
  router.post('/', receive(services, limits, uploadImage));
  router.post(
    '/forms',
    receive(services, limits, async (...args) => ({ id: await uploadForm(...args) })),
  );
  router.get('/forms/:id', deliverForm(services));
  router.get('/:id/:width', deliver(services, variants));
  return router;
}

type Upload = (
  services: Services,
  grant: PhysicianGrant,
  body: Request,
  uploadId: string | undefined,
) => Promise<object>;

function receive(services: Services, limits: AttemptLimits, upload: Upload): RequestHandler {
  return async (request, response, next) => {
    try {
      if (!request.user) throw Refusal.notAllowed('NOT_SIGNED_IN');
      const grant = requirePhysician(request.user);
      await requireAcceptedTerms(services, request.user, 'uploadImage');
      const seconds = await limits.takeUpload(grant.physicianId);
      if (seconds > 0) {
        response.set('Retry-After', String(seconds));
        throw Refusal.notAllowed('TOO_MANY_ATTEMPTS');
      }
      response.json(await upload(services, grant, request, request.get('x-upload-id')));
    } catch (error) {
      const refusal = refusalOf(services, error, request);
      if (!refusal) return next(error);
      refuse(request, response, refusal.code);
    }
  };
}

const statuses: Partial<Record<RefusalCode, number>> = {
  NOT_SIGNED_IN: 401,
  ACCOUNT_NOT_VERIFIED: 403,
  TERMS_NOT_ACCEPTED: 403,
  TOO_MANY_ATTEMPTS: 429,
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
const passing: readonly RefusalCode[] = ['IMAGE_BUSY', 'STORAGE_UNAVAILABLE'];

/** Null for a surprise. Why the storage was not available is for the log alone. */
function refusalOf({ logger, errors }: Services, error: unknown, { requestId }: Request): Refusal | null {
  if (error instanceof Refusal) return error;
  if (!(error instanceof StorageUnavailable)) return null;
  logger.error({ requestId, err: error.cause }, 'the storage is not available');
  errors?.report(error.cause, { context: 'http' });
  return Refusal.notAllowed('STORAGE_UNAVAILABLE');
}

/** What a browser still sends after a refusal is read and let go of, up to this: else it would never see the answer. */
const drainedBytes = 64 * 1024 * 1024;

function refuse(request: Request, response: Response, code: RefusalCode): void {
  if (response.destroyed || response.headersSent) return;
  if (passing.includes(code)) response.set('Retry-After', '5');
  response.set('Cache-Control', 'private, no-store');
  response.status(statuses[code] ?? 422).json({ code, message: refusalSentence(code, localeOf(request)) });
  let drained = 0;
  request.on('data', (chunk: Buffer) => {
    drained += chunk.length;
    if (drained > drainedBytes) request.destroy();
  });
}

function deliver(services: Services, variants: VariantMaker): RequestHandler {
  return async (request, response, next) => {
    try {
      const id = parseId<ImageId>(String(request.params.id));
      const width = readWidth(String(request.params.width));
      if (!request.user || !id || width === null) return gone(request, response);
      const address = checkAddress(
        services,
        sessionTag(services.keyring, request.sessionID),
        id,
        request.query,
      );
      if (!address.ok) {
        if (address.expired) return void response.status(410).json({ code: 'LINK_EXPIRED' });
        return gone(request, response);
      }
      const format = formatFor(request.get('accept') ?? '');
      const wanted = { id, width, format, scope: address.scope };
      const image = await findServable(services, request.user, wanted);
      if (!image || !widthsFor(image.width).includes(width)) return gone(request, response);
      // Asked for again after a minute, so that what is hidden or withdrawn is soon gone from browsers too.
      response.set('Cache-Control', 'private, max-age=60, must-revalidate').set('Vary', 'Cookie, Accept');
      if (image.variant && request.get('if-none-match') === `"${image.variant.etag}"`) {
        return void response.set('ETag', `"${image.variant.etag}"`).status(304).end();
      }
      const stored = image.variant && (await services.storage.get(image.variant.storageKey));
      const rendered =
        stored && image.variant
          ? { bytes: stored, etag: image.variant.etag }
          : await makeFor(services, variants, request.user, image, wanted);
      if (!rendered) return gone(request, response);
      response
        .set('Content-Type', mediaTypes[format])
        .set('Content-Security-Policy', "default-src 'none'; sandbox")
        .set('ETag', `"${rendered.etag}"`)
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

/** Making it takes time, in which the post may be hidden or its image blurred: the right to see it is asked for again. */
async function makeFor(
  services: Services,
  variants: VariantMaker,
  actor: Actor,
  image: ServableImage,
  wanted: WantedImage,
): Promise<Rendered | null> {
  const rendered = await variants.make(image, wanted.width, wanted.format);
  const now = rendered && (await findServable(services, actor, wanted));
  if (!now) return null;
  return now.blurred === image.blurred ? rendered : variants.make(now, wanted.width, wanted.format);
}

/** Never shown in the page: what a PDF may do stays outside of it. */
function deliverForm(services: Services): RequestHandler {
  return async (request, response, next) => {
    try {
      if (!request.user) return gone(request, response);
      const { kind, bytes } = await openForm(services, request.user, String(request.params.id));
      response
        .set('Content-Type', kind === 'PDF' ? 'application/pdf' : 'image/jpeg')
        .set('Content-Disposition', `attachment; filename="consent.${kind === 'PDF' ? 'pdf' : 'jpg'}"`)
        .set('Content-Security-Policy', "default-src 'none'; sandbox")
        .end(bytes);
    } catch (error) {
      const refusal = refusalOf(services, error, request);
      if (!refusal) return next(error);
      if (passing.includes(refusal.code)) return refuse(request, response, refusal.code);
      gone(request, response);
    }
  };
}

/** Missing, hidden, another's address: all look alike. */
function gone(request: Request, response: Response): void {
  response
    .status(404)
    .set('Cache-Control', 'private, no-store')
    .json({ code: 'NOT_FOUND', message: refusalSentence('NOT_FOUND', localeOf(request)) });
}
