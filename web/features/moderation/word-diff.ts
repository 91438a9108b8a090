/** A stretch of text that stayed, came or went. */
export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this many comparisons, some 60 ms, the changed stretch is shown as one removal and one addition. */
const limit = 2_000_000;

const tokens = (text: string): string[] => text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];

/**
 * What changed between two texts, word by word. 'same' and 'removed' joined give `before`; 'same' and 'added' give
 * `after`. Neighbouring parts differ in kind.
 */
export function diffWords(before: string, after: string): DiffPart[] {
  const old = tokens(before);
  const young = tokens(after);
  let head = 0;
  while (head < old.length && head < young.length && old[head] === young[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, young.length) - head &&
    old[old.length - 1 - tail] === young[young.length - 1 - tail]
  ) {
    tail++;
  }
  const middle = alignTokens(old.slice(head, old.length - tail), young.slice(head, young.length - tail));
  return joinNeighbours([
    { kind: 'same', text: old.slice(0, head).join('') },
    ...middle,
    { kind: 'same', text: tail === 0 ? '' : old.slice(-tail).join('') },
  ]);
}

/** Along a longest common subsequence; one part for each token. */
function alignTokens(old: readonly string[], young: readonly string[]): DiffPart[] {
  const width = young.length + 1;
  if (old.length * young.length > limit) {
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: young.join('') },
    ];
  }
  // lengths[i * width + j]: of the longest common subsequence of old[i…] and young[j…].
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i] === young[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < young.length) {
    const gone = old[i];
    const come = young[j];
    if (gone !== undefined && gone === come) {
      parts.push({ kind: 'same', text: gone });
      i++;
      j++;
    } else if (gone !== undefined && (come === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: 'removed', text: gone });
      i++;
    } else {
      parts.push({ kind: 'added', text: come ?? '' });
      j++;
    }
  }
  return parts;
}

/**
 * One part where several of a kind follow. A space that stayed between two changes is counted to both sides, so that
 * a changed phrase reads as a phrase and not as a row of words.
 */
function joinNeighbours(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  let removed = '';
  let added = '';
  const keep = (text: string) => {
    const last = joined.at(-1);
    if (last?.kind === 'same') last.text += text;
    else if (text) joined.push({ kind: 'same', text });
  };
  const flush = () => {
    const lead = removed.trim() && added.trim() ? sharedSpace(removed, added) : '';
    keep(lead);
    if (removed) joined.push({ kind: 'removed', text: removed.slice(lead.length) });
    if (added) joined.push({ kind: 'added', text: added.slice(lead.length) });
    removed = '';
    added = '';
  };
  const full = parts.filter(({ text }) => text !== '');
  for (const [at, { kind, text }] of full.entries()) {
    const next = full[at + 1];
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if ((removed || added) && /^[^\S\n]+$/.test(text) && next && next.kind !== 'same') {
      removed += text;
      added += text;
    } else {
      flush();
      keep(text);
    }
  }
  flush();
  return joined;
}

/** The white space that both texts begin with. */
function sharedSpace(one: string, other: string): string {
  const space = /^\s*/.exec(one)?.[0] ?? '';
  return other.startsWith(space) ? space : '';
}
