import type { ImageFormat, ImageState, Visibility } from '../../prisma/client/enums.ts';
import { mayReadText, mayReadThread, type ThreadState } from '../posts/policy.ts';

export const megabyte = 1024 * 1024;
export const largestUpload = 25 * megabyte;
export const largestForm = 10 * megabyte;
export const imagesPerPost = 10;
export const retentionDays = 60;
/** How long before an image goes its owner is reminded. */
export const remindedDays = 14;
/** How long an upload waits for its post. */
export const orphanHours = 24;

/**
 * In pixels. Never upscaled: an image narrower than all gets its own width. Few, since all of them are made of each image
 * before it is shown: of 12 megapixels in 1.2 s, where six widths in three formats took 2.6.
 */
export const variantWidths = [320, 640, 1280, 2560] as const;
/** Of a blurred image there is one size: it has no more to show. */
export const blurredWidth = 320;
/** AVIF is a third smaller than WebP; what cannot read it reads JPEG. */
export const imageFormats = ['AVIF', 'JPEG'] as const satisfies readonly ImageFormat[];

const dayInMs = 86_400_000;

/** Widths in which an image is offered, ascending: those that it has, and its own where it lies between. */
export function widthsFor(width: number): number[] {
  const widest = Math.min(width, Math.max(...variantWidths));
  return [...variantWidths.filter((each) => each < widest), widest];
}

/** The best format that the reader's browser says it can show. @param accept of the request. */
export function formatFor(accept: string): ImageFormat {
  const types = accept.toLowerCase();
  return types.includes('image/avif') && !refusesAvif.test(types) ? 'AVIF' : 'JPEG';
}

/** Named, and given no weight (RFC 9110, 12.4.2). */
const refusesAvif = /image\/avif;\s*q=0(\.0*)?(,|$)/;

export const mediaTypes = {
  AVIF: 'image/avif',
  JPEG: 'image/jpeg',
} as const satisfies Record<ImageFormat, string>;

/** Whether there are bytes to show. */
export const isAlive = (state: ImageState): boolean => state === 'SHOWN' || state === 'BLURRED';

/** The day on which an image goes that was posted, or extended, at this time. */
export function expiryAfter(time: Date): Date {
  return dayOf(new Date(time.getTime() + retentionDays * dayInMs));
}

/** Whether extending gives more days than the image has anyway. */
export function mayExtend(state: ImageState, expiresOn: Date | null, now: Date): boolean {
  return isAlive(state) && expiresOn !== null && expiresOn < expiryAfter(now);
}

/** Midnight UTC. */
export function dayOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / dayInMs) * dayInMs);
}

/** The first day of the month. */
export function monthOf(time: Date): Date {
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), 1));
}

/** What decides whether a reader gets a post's images: as the post's text itself. */
export interface PostSight {
  readonly thread: ThreadState;
  readonly asked: boolean;
  /** Of an answer; null: the images are the question's. */
  readonly answer: { readonly visibility: Visibility; readonly published: boolean } | null;
  readonly isMine: boolean;
}

export function maySeeImages({ thread, asked, answer, isMine }: PostSight): boolean {
  const inSight = mayReadThread(thread, { asked });
  if (!answer) return inSight && mayReadText(thread.visibility, isMine);
  if (!answer.published) return isMine && mayReadText(answer.visibility, isMine);
  return inSight && mayReadText(answer.visibility, isMine);
}
