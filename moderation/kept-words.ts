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
 * in a row. It errs on the side of KEEPS being doubted: what is doubted waits for a moderator, nothing is lost.
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
  /** A name or a number: it can give somebody away by itself. */
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
  /** Its words, and those that several in a row make when the blanks between them are left out. */
  readonly joined: ReadonlySet<string>;
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
    return key === ''
      ? []
      : [{ key, telling: /\p{N}/u.test(key) || (/\p{Lu}/u.test(word) && key.length > 1) }];
  });
}

const longestJoin = { words: 14, letters: 40 };
const shortestNear = 6;
const shortestWithin = 8;

function readText({ title, body, tags }: FullText): ReadText {
  const keys = wordsOf([title ?? '', body, ...tags].join('\n')).map(({ key }) => key);
  const joined = new Set<string>();
  const near = new Set<string>();
  for (const [at, key] of keys.entries()) {
    let row = '';
    for (const more of keys.slice(at, at + longestJoin.words)) {
      row += more;
      if (row.length > longestJoin.letters) break;
      joined.add(row.replace(/(\p{L})\1+/gu, '$1'));
    }
    if (hasNear(key)) for (const form of withOneLess(key)) near.add(form);
  }
  return { stream: keys.join(''), joined, near };
}

const hasNear = (key: string) =>
  key.length >= shortestNear && key.length <= longestJoin.letters && !/\p{N}/u.test(key);

function* withOneLess(key: string): Generator<string> {
  yield key;
  for (let at = 0; at < key.length; at++) yield key.slice(0, at) + key.slice(at + 1);
}

const saysExactly = ({ joined, stream }: ReadText, key: string): boolean =>
  joined.has(key) || (key.length >= shortestWithin && stream.includes(key));

function says(text: ReadText, key: string): boolean {
  if (saysExactly(text, key)) return true;
  return hasNear(key) && [...withOneLess(key)].some((form) => text.near.has(form));
}

/** So many letters in a row are no accident. */
const rowLength = 12;

function comesBack({ words: gone, previous, next: following }: Run, now: ReadText, next: ReadText): boolean {
  const fresh = [...new Map(gone.map((word) => [word.key, word])).values()].filter(
    ({ key }) => !saysExactly(now, key),
  );
  const back = fresh.filter(({ key }) => says(next, key));
  if (back.some(({ telling }) => telling)) return true;
  const ordinary = fresh.filter(({ telling, key }) => !telling && key.length > 1);
  if (ordinary.length > 0 && back.filter(({ telling }) => !telling).length * 2 >= ordinary.length)
    return true;
  const stream = gone.map(({ key }) => key).join('');
  const isNew = (row: string) => next.stream.includes(row) && !now.stream.includes(row);
  for (let at = 0; at + rowLength <= stream.length; at++) {
    if (isNew(stream.slice(at, at + rowLength))) return true;
  }
  // A short word, such as a "not", in its old place.
  return stream.length < rowLength && isNew(previous + stream + following);
}

function isDropped({ words: put }: Run, now: ReadText, next: ReadText): boolean {
  const stream = put.map(({ key }) => key).join('');
  return count(next, stream) < count(now, stream);
}

function count({ stream, joined }: ReadText, row: string): number {
  if (row.length < 4) return Number(joined.has(row));
  let found = 0;
  for (let at = stream.indexOf(row); at >= 0; at = stream.indexOf(row, at + 1)) found += 1;
  return found;
}

/** Beyond this many comparisons the changed stretch counts as one removal and one addition. */
const limit = 4_000_000;

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
