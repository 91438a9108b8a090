import { cutTo, type Rect, type Size, wholeOf } from './geometry.ts';

/** A word as the text reader saw it. */
export interface SeenWord {
  text: string;
  /** 0 to 100, as Tesseract counts. */
  confidence: number;
  rect: Rect;
}

const lettersOf = ({ text }: SeenWord) => text.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Grain and trabeculae are read as single letters, seldom as three in a row, and never with confidence; the curves of
 * an ECG as words that are higher than they are wide.
 */
function isText(word: SeenWord): boolean {
  const letters = lettersOf(word).length;
  if (letters >= 3 && word.rect.width < word.rect.height) return false;
  return (letters >= 3 && word.confidence >= 55) || (letters === 2 && word.confidence >= 80);
}

/** Whether it may turn out to be text, by itself or beside others. */
export const mayBeText = (word: SeenWord): boolean => isText(word) || lettersOf(word).length >= 4;

/** What is read as the same in two sizes is text, however doubtful the reader is: grain never is. */
function isReadTwice(word: SeenWord, words: readonly SeenWord[]): boolean {
  const letters = lettersOf(word);
  if (letters.length < 4) return false;
  return words.some(
    (other) => other !== word && lettersOf(other) === letters && belongTogether(other.rect, word.rect),
  );
}

/** What was read badly, but stands on a line with what was read well and is as high. */
function belongsTo(word: SeenWord, box: Rect): boolean {
  const ratio = word.rect.height / box.height;
  return lettersOf(word).length >= 2 && ratio > 0.5 && ratio < 1.5 && belongTogether(word.rect, box);
}

const bottom = (rect: Rect) => rect.y + rect.height;
const right = (rect: Rect) => rect.x + rect.width;

/** On one line, with no more between them than a wide space. */
function belongTogether(a: Rect, b: Rect): boolean {
  const height = Math.max(a.height, b.height);
  const overlap = Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y);
  const gap = Math.max(a.x, b.x) - Math.min(right(a), right(b));
  return overlap > Math.min(a.height, b.height) * 0.4 && gap < height * 1.6;
}

function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, width: Math.max(right(a), right(b)) - x, height: Math.max(bottom(a), bottom(b)) - y };
}

/**
 * One box for each line of what is likely to be text, a little larger than the text, within a picture of `size`. From
 * the top down.
 */
export function textBoxes(words: readonly SeenWord[], size: Size): Rect[] {
  const certain = words.filter((word) => isText(word) || isReadTwice(word, words));
  let boxes: Rect[] = [];
  for (const { rect } of certain) {
    let grown = rect;
    // What has been joined may now touch a box that neither of its parts touched.
    for (;;) {
      const near = boxes.filter((other) => belongTogether(grown, other));
      if (near.length === 0) break;
      grown = near.reduce(union, grown);
      boxes = boxes.filter((other) => !near.includes(other));
    }
    boxes.push(grown);
  }
  const doubtful = words.filter((word) => !certain.includes(word));
  return boxes
    .map((box) =>
      doubtful.reduce((grown, word) => (belongsTo(word, grown) ? union(grown, word.rect) : grown), box),
    )
    .map((box) => {
      const margin = box.height * 0.25;
      const padded = {
        x: box.x - margin,
        y: box.y - margin,
        width: box.width + 2 * margin,
        height: box.height + 2 * margin,
      };
      return cutTo(padded, wholeOf(size));
    })
    .sort((a, b) => a.y - b.y || a.x - b.x);
}
