import { type Edits, type Mark, viewOf } from './edits.ts';
import { coverPixels, type Point, type Rect, shrinkTo, wholeOf } from './geometry.ts';

type Context = CanvasRenderingContext2D;

/** Free the pixels at once; Safari keeps them until the canvas is collected, and counts them against the page. */
export function releaseCanvas(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}

/** Draws the part `view` of the turned picture over the whole canvas. White beneath what is transparent. */
function drawPicture(context: Context, bitmap: ImageBitmap, edits: Edits, view: Rect): void {
  const { canvas } = context;
  const scale = canvas.width / view.width;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale);
  const { width, height } = edits.size;
  if (edits.turn === 1) context.transform(0, 1, -1, 0, width, 0);
  if (edits.turn === 2) context.transform(-1, 0, 0, -1, width, height);
  if (edits.turn === 3) context.transform(0, -1, 1, 0, 0, height);
  context.drawImage(bitmap, 0, 0);
  context.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale);
}

/** In the coordinates of the turned picture. */
function burn(context: Context, marks: readonly Mark[]): void {
  context.fillStyle = '#000';
  context.strokeStyle = '#000';
  for (const mark of marks) {
    if (mark.kind === 'box') {
      const { x, y, width, height } = coverPixels(mark.rect);
      context.fillRect(x, y, width, height);
    } else {
      context.lineWidth = mark.width;
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.stroke(pathOf(mark.points));
    }
  }
}

function pathOf(points: readonly Point[]): Path2D {
  const path = new Path2D();
  const [first, ...rest] = points;
  if (!first) return path;
  path.moveTo(first.x, first.y);
  // A line to itself: the round cap makes a dot of it.
  if (rest.length === 0) path.lineTo(first.x, first.y);
  for (const { x, y } of rest) path.lineTo(x, y);
  return path;
}

/** The part `view` of the picture; its marks too unless they are drawn above it, while they are being edited. */
export function showPicture(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap,
  edits: Edits,
  view: Rect,
  marks: readonly Mark[] = [],
): void {
  const shown = shrinkTo(view, 2400);
  canvas.width = shown.width;
  canvas.height = shown.height;
  const context = canvas.getContext('2d');
  if (!context) return;
  drawPicture(context, bitmap, edits, view);
  burn(context, marks);
}

/** The whole picture as turned and uncropped, its longer side `longest`, for the reader of text. */
export function pictureForText(bitmap: ImageBitmap, edits: Edits, longest: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const scale = longest / Math.max(edits.size.width, edits.size.height);
  canvas.width = Math.max(1, Math.round(edits.size.width * scale));
  canvas.height = Math.max(1, Math.round(edits.size.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context) {
    drawPicture(context, bitmap, edits, wholeOf(edits.size));
    // What is black already must not be read again.
    burn(context, edits.marks);
  }
  return canvas;
}

export interface ExportedImage {
  /** JPEG, made anew from pixels: of the file that was opened there is nothing in it. */
  blob: Blob;
  width: number;
  height: number;
  /** A small copy as a data URI, for the list beside the form. */
  thumbnail: string;
}

/** Turns, crops and blackens for good. Rejects when the browser has not the memory for it. */
export async function exportImage(bitmap: ImageBitmap, edits: Edits): Promise<ExportedImage> {
  const view = coverPixels(viewOf(edits));
  const canvas = document.createElement('canvas');
  canvas.width = view.width;
  canvas.height = view.height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  drawPicture(context, bitmap, edits, view);
  burn(context, edits.marks);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  const thumbnail = thumbnailOf(canvas);
  const { width, height } = canvas;
  releaseCanvas(canvas);
  if (!blob) throw new Error('the picture could not be written');
  return { blob, width, height, thumbnail };
}

function thumbnailOf(picture: HTMLCanvasElement): string {
  const canvas = document.createElement('canvas');
  const { width, height } = shrinkTo(picture, 176);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return '';
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return canvas.toDataURL('image/jpeg', 0.7);
}
