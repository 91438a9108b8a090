/** A place at which two versions of a document differ. */
export interface ChangedPlace {
  /** The heading that it stands under, without its signs; null before the first. */
  heading: string | null;
  before: string;
  after: string;
}

const isHeading = (block: string) => /^#+ /.test(block);

/** Paragraphs, headings, items of lists and rows of tables, each for itself. */
function blocksOf(markdown: string): string[] {
  return markdown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^\|[-|: ]+\|$/.test(line));
}

/** As a reader sees it, roughly: without the signs of Markdown. */
const plain = (block: string): string =>
  block
    .replace(/^(#+|-|\d+\.) +/, '')
    .replace(/^\| *| *\|$/g, '')
    .replaceAll(' | ', ' – ')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\*\*?([^*]+)\*\*?/g, '$1');

/** Where two versions of a document differ, in the order of the newer one. */
export function changedPlaces(before: string, after: string): ChangedPlace[] {
  const old = blocksOf(before);
  const young = blocksOf(after);
  const common = commonLengths(old, young);
  const places: ChangedPlace[] = [];
  let heading: string | null = null;
  let open: { heading: string | null; before: string[]; after: string[] } | null = null;
  const close = () => {
    if (open) {
      places.push({
        // A section that is new or gone as a whole brings its own.
        heading: [...open.before, ...open.after].some(isHeading) ? null : open.heading,
        before: open.before.map(plain).join('\n'),
        after: open.after.map(plain).join('\n'),
      });
    }
    open = null;
  };
  let i = 0;
  let j = 0;
  while (i < old.length || j < young.length) {
    const gone = old[i];
    const come = young[j];
    if (gone !== undefined && gone === come) {
      close();
      if (isHeading(gone)) heading = plain(gone);
      i++;
      j++;
      continue;
    }
    open ??= { heading, before: [], after: [] };
    const goneFirst =
      gone !== undefined && (come === undefined || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0));
    if (goneFirst) {
      open.before.push(gone);
      i++;
    } else if (come !== undefined) {
      open.after.push(come);
      j++;
    }
  }
  close();
  return places;
}

/** lengths[i][j]: of the longest common subsequence of old[i…] and young[j…]. */
function commonLengths(old: readonly string[], young: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(young.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    const row = lengths[i];
    const below = lengths[i + 1];
    if (!row || !below) continue;
    for (let j = young.length - 1; j >= 0; j--) {
      row[j] = old[i] === young[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}
