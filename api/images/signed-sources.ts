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
  // A browser keeps what it was given under an address: blurred, the picture is another.
  const kind = scope === 'moderator' ? '&m=1' : state === 'BLURRED' ? '&b=1' : '';
  const query = `?e=${expires}&s=${signature}${kind}`;
  return widthsFor(width).map((each) => ({ width: each, url: `/images/${id}/${each}${query}` }));
}

/** What an address says of itself. */
export interface ClaimedAddress {
  readonly scope: ImageUrlScope;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly signature: string;
}

export const readAddress = (query: { e?: unknown; s?: unknown; m?: unknown }): ClaimedAddress => ({
  scope: query.m === '1' ? 'moderator' : 'member',
  expires: typeof query.e === 'string' && /^\d{10}$/.test(query.e) ? Number(query.e) : 0,
  signature: typeof query.s === 'string' ? query.s : '',
});

/** Whether this session was given this address, and not too long ago. */
export function checkAddress(
  { keyring, clock }: Pick<Services, 'keyring' | 'clock'>,
  session: Uint8Array,
  image: ImageId,
  { scope, expires, signature }: ClaimedAddress,
): 'good' | 'expired' | 'not ours' {
  if (!isSignedImageUrl(keyring, { session, image, scope, expires }, signature)) return 'not ours';
  return expires * 1000 < clock.now().getTime() ? 'expired' : 'good';
}
