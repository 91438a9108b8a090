/** Lengths and places in pixels of the picture as it is turned at present; x to the right, y downwards. */
export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Rect extends Point, Size {}

/** A corner of a rectangle, as on a map. */
export type Corner = 'nw' | 'ne' | 'sw' | 'se';

export const corners: readonly Corner[] = ['nw', 'ne', 'sw', 'se'];

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** The rectangle between two opposite corners, in whichever order they were given. */
export function rectBetween(a: Point, b: Point): Rect {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

/** What of `rect` lies within `bounds`; of no width or height where nothing does. */
export function cutTo(rect: Rect, bounds: Rect): Rect {
  const x = clamp(rect.x, bounds.x, bounds.x + bounds.width);
  const y = clamp(rect.y, bounds.y, bounds.y + bounds.height);
  const right = clamp(rect.x + rect.width, bounds.x, bounds.x + bounds.width);
  const bottom = clamp(rect.y + rect.height, bounds.y, bounds.y + bounds.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** Moved by (dx, dy), and no further than to the edge of `bounds`. The size stays. */
export function moveRect(rect: Rect, dx: number, dy: number, bounds: Rect): Rect {
  const right = Math.max(bounds.x, bounds.x + bounds.width - rect.width);
  const bottom = Math.max(bounds.y, bounds.y + bounds.height - rect.height);
  return { ...rect, x: clamp(rect.x + dx, bounds.x, right), y: clamp(rect.y + dy, bounds.y, bottom) };
}

/** Its lower right corner moved by (dx, dy); never smaller than `least` and never beyond `bounds`. */
export function growRect(rect: Rect, dx: number, dy: number, bounds: Rect, least: number): Rect {
  const widest = bounds.x + bounds.width - rect.x;
  const highest = bounds.y + bounds.height - rect.y;
  return {
    ...rect,
    width: clamp(rect.width + dx, Math.min(least, widest), widest),
    height: clamp(rect.height + dy, Math.min(least, highest), highest),
  };
}

/** One corner drawn to `to`, the opposite one staying where it is. */
export function dragCorner(rect: Rect, corner: Corner, to: Point, bounds: Rect): Rect {
  const anchor = {
    x: corner.endsWith('w') ? rect.x + rect.width : rect.x,
    y: corner.startsWith('n') ? rect.y + rect.height : rect.y,
  };
  return cutTo(rectBetween(anchor, to), bounds);
}

/** Where a point of a picture of `size` comes to lie when the picture is turned a quarter. */
export function turnPoint({ x, y }: Point, size: Size, clockwise: boolean): Point {
  return clockwise ? { x: size.height - y, y: x } : { x: y, y: size.width - x };
}

export function turnRect(rect: Rect, size: Size, clockwise: boolean): Rect {
  return rectBetween(
    turnPoint(rect, size, clockwise),
    turnPoint({ x: rect.x + rect.width, y: rect.y + rect.height }, size, clockwise),
  );
}

export const turnSize = ({ width, height }: Size): Size => ({ width: height, height: width });

export const wholeOf = ({ width, height }: Size): Rect => ({ x: 0, y: 0, width, height });

/** The smallest rectangle of whole pixels that covers `rect`: a half-covered pixel could be read. */
export function coverPixels(rect: Rect): Rect {
  const x = Math.floor(rect.x);
  const y = Math.floor(rect.y);
  return { x, y, width: Math.ceil(rect.x + rect.width) - x, height: Math.ceil(rect.y + rect.height) - y };
}

/** The largest size of the same shape whose longer side is at most `longest`. Never larger than `size`; whole pixels. */
export function shrinkTo(size: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(size.width, size.height));
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}
