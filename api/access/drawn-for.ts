import type { Request } from 'express';
import { isPageMarker } from '../identity/page-marker.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';

/**
 * A page names for whom it was drawn, by the marker that the viewer query gave it. Where another member has signed in at
 * the same browser since, nothing may be shown or done under that name.
 * @param named null: the client names nobody.
 * @param acts whether something is done. Then a browser must name somebody, since its session can change under an open
 * page. A program that keeps a session of its own need not.
 * @throws Refusal DRAWN_FOR_ANOTHER
 */
export function requireDrawnFor(
  { keyring }: Pick<Services, 'keyring'>,
  request: Request,
  named: string | null,
  acts: boolean,
): void {
  const { user, sessionID } = request;
  // Whoever has no session is asked to sign in, where that is needed.
  if (!user) return;
  const right =
    named === null ? !(acts && isFromBrowser(request)) : isPageMarker(keyring, sessionID, user.id, named);
  if (!right) throw Refusal.notAllowed('DRAWN_FOR_ANOTHER');
}

/** Browsers send one of them with every POST, and no page can leave them out (Fetch Standard; Fetch Metadata). */
const isFromBrowser = (request: Request): boolean =>
  request.get('origin') !== undefined || request.get('sec-fetch-site') !== undefined;
