/** Everything that a post says. `title` null: an answer. */
export interface FullText {
  readonly title: string | null;
  readonly body: string;
  readonly tags: readonly string[];
}

/** An edit by moderation, as it was made. */
export interface ModeratedChange {
  readonly before: Omit<FullText, 'tags'>;
  readonly after: Omit<FullText, 'tags'>;
}

/** BRINGS_BACK what moderation had taken away, or DROPS what it had put there. */
export type Keeping = 'KEEPS' | 'BRINGS_BACK' | 'DROPS';

/**
 * Whether an author's new text keeps to what moderation has made of the post. Pure. What stands in the published text is
 * allowed, whoever put it there: only what the new text says beyond it, or no longer says, is looked at.
 *
 * Words are compared by their letters alone: case, accents, invisible characters, look-alikes, doubled letters and the
 * blanks between and within words make no difference. Of a passage that was taken away a name (a word with a capital
 * letter) or a number comes back by itself, also with one letter changed; ordinary words come back when half of them do, or
 * in a row. It errs on the side of doubt: a save that is doubted is refused, what was typed stays in the form, and the author
 * can appeal the moderator's edit.
 */
export function judgeKeeping(
  changes: readonly ModeratedChange[],
  published: FullText,
  proposed: FullText,
): Keeping {
  if (changes.length === 0) return 'KEEPS';
  const now = readText(published);
  const next = readText(proposed);
  const runs = changes.flatMap(({ before, after }) =>
    [changedRuns(before.title ?? '', after.title ?? ''), changedRuns(before.body, after.body)].flat(),
  );
  if (runs.some(({ kind, ...run }) => kind === 'removed' && comesBack(run, now, next))) return 'BRINGS_BACK';
  return runs.some(({ kind, ...run }) => kind === 'added' && isDropped(run, now, next)) ? 'DROPS' : 'KEEPS';
}

interface Word {
  /** Its letters and digits as they are compared. */
  readonly key: string;
  /** A name or a number, of more than one sign: it can give somebody away by itself. */
  readonly telling: boolean;
}

/** Words that were taken away, or put there, in a row. */
interface Run {
  readonly words: readonly Word[];
  /** The words around it in the text that it stands in. */
  readonly previous: string;
  readonly next: string;
}

interface ReadText {
  /** All its letters, without what stands between them. */
  readonly stream: string;
  /** 1 at each place in the stream at which a word begins, and 2 (or 3 with it) at which one has ended. */
  readonly edges: Uint8Array;
  /** All that stand in a row in it, `rowLength` long. */
  readonly rows: ReadonlySet<string>;
  /** Its longer words, each also with one letter left out. */
  readonly near: ReadonlySet<string>;
}

/** Latin letters' doubles in other alphabets, small letters only. */
const lookalikes: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'аa еe оo рp сc уy хx іi јj ѕs ԁd һh ӏl кk мm нh тt вb гr пn',
    'αa εe οo ρp νv ικ ιi κk τt υu χx βb ηn',
    'ıi ɡg ⅼl',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [...pair] as [string, string]),
);

function keyOf(word: string): string {
  const plain = word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
  return [...plain]
    .map((sign) => lookalikes[sign] ?? sign)
    .join('')
    .replace(/(\p{L})\1+/gu, '$1');
}

/** A sign that carries meaning beside numbers counts as a word. */
const words = /[\p{L}\p{M}\p{N}\p{Cf}\p{Default_Ignorable_Code_Point}]+|[<>=≤≥±%]/gu;

function wordsOf(text: string): Word[] {
  return (text.normalize('NFKC').match(words) ?? []).flatMap((word) => {
    const key = keyOf(word);
    return key === '' ? [] : [{ key, telling: key.length > 1 && /[\p{N}\p{Lu}]/u.test(word) }];
  });
}

/** So many letters in a row are no accident. */
const rowLength = 12;
const shortestNear = 6;
const longestNear = 40;
const shortestWithin = 8;

function readText({ title, body, tags }: FullText): ReadText {
  const keys = wordsOf([title ?? '', body, ...tags].join('\n')).map(({ key }) => key);
  const near = new Set<string>();
  for (const key of keys) {
    if (hasNear(key)) for (const form of withOneLess(key)) near.add(form);
  }
  const parts = glue(keys);
  const stream = parts.join('');
  const edges = new Uint8Array(stream.length + 1);
  let end = 0;
  for (const [at, part] of parts.entries()) {
    end += part.length;
    const start = end - (keys[at]?.length ?? 0);
    edges[start] = (edges[start] ?? 0) | 1;
    edges[end] = (edges[end] ?? 0) | 2;
  }
  return { stream, edges, rows: new Set(rowsOf(stream)), near };
}

/** The words as they follow each other: a letter that ends one and begins the next is doubled, hence counted once. */
function glue(keys: readonly string[]): string[] {
  return keys.map((key, at) => {
    const first = key[0] ?? '';
    return keys[at - 1]?.at(-1) === first && /\p{L}/u.test(first) ? key.slice(1) : key;
  });
}

function* rowsOf(stream: string): Generator<string> {
  for (let at = 0; at + rowLength <= stream.length; at++) yield stream.slice(at, at + rowLength);
}

const hasNear = (key: string) =>
  key.length >= shortestNear && key.length <= longestNear && !/\p{N}/u.test(key);

function* withOneLess(key: string): Generator<string> {
  yield key;
  for (let at = 0; at < key.length; at++) yield key.slice(0, at) + key.slice(at + 1);
}

/** How often a text says it: as a word, as several whose letters make it, or as a part of one where it is long. */
function count({ stream, edges }: ReadText, key: string): number {
  let found = 0;
  for (let at = stream.indexOf(key); at >= 0; at = stream.indexOf(key, at + 1)) {
    const whole = ((edges[at] ?? 0) & 1) !== 0 && ((edges[at + key.length] ?? 0) & 2) !== 0;
    if (whole || key.length >= shortestWithin) found += 1;
  }
  return found;
}

const saysExactly = (text: ReadText, key: string): boolean => count(text, key) > 0;

/** Or all but says it: one letter more, less or other. */
const almostSays = ({ near }: ReadText, key: string): boolean =>
  hasNear(key) && [...withOneLess(key)].some((form) => near.has(form));

function comesBack({ words: gone, previous, next: following }: Run, now: ReadText, next: ReadText): boolean {
  const fresh = [...new Map(gone.map((word) => [word.key, word])).values()].filter(
    ({ key }) => !saysExactly(now, key),
  );
  const back = fresh.filter(
    ({ key }) => saysExactly(next, key) || (almostSays(next, key) && !almostSays(now, key)),
  );
  if (back.some(({ telling }) => telling)) return true;
  const isOrdinary = ({ telling, key }: Word) => !telling && key.length > 1;
  const ordinary = fresh.filter(isOrdinary);
  if (ordinary.length > 0 && back.filter(isOrdinary).length * 2 >= ordinary.length) return true;
  const stream = streamOf(gone);
  for (const row of rowsOf(stream)) if (next.rows.has(row) && !now.rows.has(row)) return true;
  if (stream.length >= rowLength) return false;
  // A short word, such as a "not", in its old place.
  const inPlace = glue([previous, ...gone.map(({ key }) => key), following]).join('');
  return next.stream.includes(inPlace) && !now.stream.includes(inPlace);
}

const streamOf = (run: readonly Word[]): string => glue(run.map(({ key }) => key)).join('');

function isDropped({ words: put }: Run, now: ReadText, next: ReadText): boolean {
  const stream = streamOf(put);
  return count(next, stream) < count(now, stream);
}

/** Beyond this many comparisons the changed stretch counts as one removal and one addition. */
const limit = 1_000_000;

/** What changed between two texts, along a longest common subsequence of their words. */
function changedRuns(before: string, after: string): (Run & { kind: 'removed' | 'added' })[] {
  const old = wordsOf(before);
  const young = wordsOf(after);
  let head = 0;
  while (head < old.length && head < young.length && old[head]?.key === young[head]?.key) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, young.length) - head &&
    old[old.length - 1 - tail]?.key === young[young.length - 1 - tail]?.key
  ) {
    tail++;
  }
  const kept = commonPairs(old.slice(head, old.length - tail), young.slice(head, young.length - tail)).map(
    ([i, j]) => [i + head, j + head] as const,
  );
  const runs: (Run & { kind: 'removed' | 'added' })[] = [];
  const cut = (kind: 'removed' | 'added', text: readonly Word[], from: number, to: number) => {
    if (from === to) return;
    const around = { previous: text[from - 1]?.key ?? '', next: text[to]?.key ?? '' };
    runs.push({ kind, words: text.slice(from, to), ...around });
  };
  let [i, j] = [head, head];
  for (const [keptOld, keptYoung] of [...kept, [old.length - tail, young.length - tail] as const]) {
    cut('removed', old, i, keptOld);
    cut('added', young, j, keptYoung);
    [i, j] = [keptOld + 1, keptYoung + 1];
  }
  return runs;
}

function commonPairs(old: readonly Word[], young: readonly Word[]): [number, number][] {
  if (old.length * young.length > limit) return [];
  const width = young.length + 1;
  // lengths[i * width + j]: of the longest common subsequence of old[i…] and young[j…].
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i]?.key === young[j]?.key ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < young.length) {
    if (old[i]?.key === young[j]?.key) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
