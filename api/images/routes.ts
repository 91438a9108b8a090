import { type Request, type RequestHandler, Router } from 'express';
import type { AttemptLimits } from '../access/attempt-limits.ts';
import { requireDrawnFor } from '../access/drawn-for.ts';
import { type PhysicianGrant, requirePhysician } from '../access/grants.ts';
import { requireOwnHeader } from '../access/sign-in.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { requireAcceptedTerms } from '../terms/require-accepted-terms.ts';
import { OpenUploads } from './open-uploads.ts';
import { drain, gone, refusalOf, refuse } from './refuse.ts';
import { openForm } from './serve-form.ts';
import { uploadForm } from './upload-form.ts';
import { uploadImage } from './upload-image.ts';

/** POST / and /forms with a raw body, GET /forms/<id>. Mounted behind the session; answers {code, message} where it refuses. */
export function imageRoutes(services: Services, limits: AttemptLimits): Router {
  const router = Router();
  const open = new OpenUploads();
  router.use(requireOwnHeader);
  router.post('/', receive(services, limits, open, uploadImage));
  router.post(
    '/forms',
    receive(services, limits, open, async (...args) => ({ id: await uploadForm(...args) })),
  );
  router.get('/forms/:id', deliverForm(services));
  return router;
}

type Upload = (
  services: Services,
  grant: PhysicianGrant,
  body: Request,
  uploadId: string | undefined,
) => Promise<object>;

function receive(
  services: Services,
  limits: AttemptLimits,
  open: OpenUploads,
  upload: Upload,
): RequestHandler {
  return async (request, response, next) => {
    let end: (() => void) | null = null;
    try {
      if (!request.user) throw Refusal.notAllowed('NOT_SIGNED_IN');
      requireDrawnFor(services, request, request.get('x-drawn-for') ?? null, true);
      const grant = requirePhysician(request.user);
      await requireAcceptedTerms(services, request.user, 'uploadImage');
      end = open.begin(grant.physicianId, request.ip ?? '');
      if (!end) throw Refusal.notAllowed('UPLOADS_UNDER_WAY');
      const seconds = await limits.takeUpload(grant.physicianId);
      if (seconds > 0) {
        response.set('Retry-After', String(seconds));
        throw Refusal.notAllowed('TOO_MANY_ATTEMPTS');
      }
      response.json(await upload(services, grant, request, request.get('x-upload-id')));
      // Of one that had come before nothing is read.
      if (!request.complete) drain(request);
    } catch (error) {
      const refusal = refusalOf(services, error, request);
      if (!refusal) return next(error);
      refuse(request, response, refusal.code);
    } finally {
      end?.();
    }
  };
}

/** Pictures of a form's pages, as a file to be kept: never a part of our pages. */
function deliverForm(services: Services): RequestHandler {
  return async (request, response, next) => {
    try {
      if (!request.user) return gone(request, response);
      const { type, extension, bytes } = await openForm(services, request.user, String(request.params.id));
      response
        .set('Content-Type', type)
        .set('X-Content-Type-Options', 'nosniff')
        .set('Content-Disposition', `attachment; filename="consent.${extension}"`)
        .set('Content-Security-Policy', "default-src 'none'; sandbox")
        .end(bytes);
    } catch (error) {
      const refusal = refusalOf(services, error, request);
      if (!refusal) return next(error);
      if (refusal.code === 'NOT_FOUND') return gone(request, response);
      refuse(request, response, refusal.code);
    }
  };
}
