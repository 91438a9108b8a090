/** An image of a post as its reader gets it, from the physicians' or the moderators' endpoint. */
export interface ShownImage {
  id: string;
  state: 'SHOWN' | 'BLURRED' | 'REMOVED' | 'EXPIRED' | 'WITHDRAWN';
  alt: string;
  sensitive: boolean;
  width: number | null;
  height: number | null;
  /** A data URI of a few pixels. */
  placeholder: string | null;
  /** Ascending; empty where there is no picture any more. */
  sources: readonly { width: number; url: string }[];
}

/** An image of which there still is a picture. */
export interface LivingImage extends ShownImage {
  width: number;
  height: number;
}

export function isLiving(image: ShownImage): image is LivingImage {
  return image.sources.length > 0 && image.width !== null && image.height !== null;
}

/** For `srcset`: which file is how wide. */
export const srcSetOf = ({ sources }: ShownImage): string =>
  sources.map(({ width, url }) => `${url} ${width}w`).join(', ');

/** How high one picture alone may be, in CSS pixels. */
export const tallestAlone = 440;

/**
 * For `sizes`: how wide the picture will be drawn. Close to the truth, since a few pixels too many make a browser take
 * the next larger file.
 * @param count how many images stand beside each other in the post.
 */
export function sizesOf({ width, height }: LivingImage, count: number): string {
  if (count === 1) {
    const widest = Math.round((tallestAlone * width) / height);
    return `min(calc(100vw - 4rem), ${widest}px, 42rem)`;
  }
  const columns = count === 2 ? 2 : 3;
  return `(min-width: 48rem) ${Math.round(640 / columns)}px, calc(50vw - 2.5rem)`;
}
