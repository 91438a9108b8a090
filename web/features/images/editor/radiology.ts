/**
 * Whether a picture is likely to come from radiology (X-ray, CT, ultrasound): grey all over, and much of it dark.
 * Only decides whether text is looked for without being asked; a wrong guess costs a few seconds.
 * @param pixels RGBA, of a copy a few dozen pixels wide.
 */
export function looksLikeRadiology(pixels: Uint8ClampedArray): boolean {
  let grey = 0;
  let dark = 0;
  const count = pixels.length / 4;
  for (let at = 0; at < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) < 18) grey += 1;
    if (red + green + blue < 3 * 48) dark += 1;
  }
  return count > 0 && grey / count > 0.95 && dark / count > 0.2;
}
