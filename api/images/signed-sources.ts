import { type ImageUrlScope, isSignedImageUrl, signImageUrl } from '../identity/image-url.ts';
import type { Services } from '../services.ts';
import { isAlive, widthsFor } from './policy.ts';
import type { Image, ImageId } from './types.ts';

export interface ImageSource {
  readonly width: number;
  /** Relative; the format is chosen by the request's Accept. */
  readonly url: string;
}

/** Half an hour, so that an address stays the same and a browser finds what it has kept. */
const stepInSeconds = 1800;

/** Addresses of an image in its widths, ascending, good for half an hour to an hour in this session alone. */
export function sourcesOf(
  { keyring, clock }: Pick<Services, 'keyring' | 'clock'>,
  session: Uint8Array,
  { id, state, width, scope }: Image,
): ImageSource[] {
  if (!isAlive(state) || width === null) return [];
  const expires = (Math.floor(clock.now().getTime() / 1000 / stepInSeconds) + 2) * stepInSeconds;
  const signature = signImageUrl(keyring, { session, image: id, scope, expires });
  const query = `?e=${expires}&s=${signature}${scope === 'moderator' ? '&m=1' : ''}`;
  return widthsFor(width).map((each) => ({ width: each, url: `/images/${id}/${each}${query}` }));
}

export type AddressVerdict = { ok: true; scope: ImageUrlScope } | { ok: false; expired: boolean };

/** Whether this session was given this address, and not too long ago. */
export function checkAddress(
  { keyring, clock }: Pick<Services, 'keyring' | 'clock'>,
  session: Uint8Array,
  image: ImageId,
  query: { e?: unknown; s?: unknown; m?: unknown },
): AddressVerdict {
  const scope = query.m === '1' ? 'moderator' : 'member';
  const expires = typeof query.e === 'string' && /^\d{10}$/.test(query.e) ? Number(query.e) : 0;
  const signature = typeof query.s === 'string' ? query.s : '';
  if (!isSignedImageUrl(keyring, { session, image, scope, expires }, signature))
    return { ok: false, expired: false };
  if (expires * 1000 < clock.now().getTime()) return { ok: false, expired: true };
  return { ok: true, scope };
}
