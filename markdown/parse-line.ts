import type { Inline, Line } from './types.ts';

/** Longer ones are shown as text. */
const longestLink = 2_000;

/** How many emphases may be open at once. The oldest beyond that are text. */
const deepest = 6;

interface Opener {
  readonly marker: string;
  /** Of the marker's own text in `parts`. */
  readonly at: number;
}

/**
 * Emphasis, code and links of one line, in time linear in its length. Whatever is not clearly one of them stays text,
 * sign by sign.
 */
export function parseLine(line: string): Line {
  const parts: Inline[] = [];
  const openers: Opener[] = [];
  const closingTicks = findClosingTicks(line);
  let text = '';
  let at = 0;
  const flush = () => {
    if (text !== '') parts.push({ type: 'text', text });
    text = '';
  };
  while (at < line.length) {
    const next = nextSign(line, at);
    text += line.slice(at, next);
    at = next;
    if (at === line.length) break;
    const sign = line[at] ?? '';
    if (sign === '\\' && escapes(line, at)) {
      text += line[at + 1];
      at += 2;
      continue;
    }
    if (sign === '`') {
      const length = runLength(line, at);
      const end = closingTicks.get(at);
      if (end === undefined) text += line.slice(at, at + length);
      else {
        flush();
        parts.push({ type: 'code', text: line.slice(at + length, end) });
      }
      at = (end ?? at) + length;
      continue;
    }
    const link = sign === '[' ? namedLinkAt(line, at) : bareLinkAt(line, at);
    if (link) {
      if (link.end - at > longestLink) text += line.slice(at, link.end);
      else {
        flush();
        parts.push({ type: 'link', url: link.url, text: link.text });
      }
      at = link.end;
      continue;
    }
    if (sign !== '*' && sign !== '_' && sign !== '~') {
      text += sign;
      at++;
      continue;
    }
    const length = runLength(line, at);
    const marker = line.slice(at, at + length);
    const known = sign === '~' ? length === 2 : length <= 3;
    const last = text === '' ? parts.at(-1) : undefined;
    const behindEmphasis = last !== undefined && 'children' in last;
    const closes = known && (behindEmphasis ? !isWord(after(line, at + length)) : mayClose(line, at, length));
    const opener = closes ? openers.findLastIndex((open) => open.marker === marker) : -1;
    if (opener >= 0) {
      flush();
      const from = openers[opener]?.at ?? 0;
      const children = parts.splice(from).slice(1);
      openers.splice(opener);
      parts.push(emphasized(marker, children));
    } else if (known && mayOpen(line, at, length)) {
      flush();
      if (openers.length === deepest) openers.shift();
      openers.push({ marker, at: parts.length });
      parts.push({ type: 'text', text: marker });
    } else {
      text += marker;
    }
    at += length;
  }
  flush();
  return joined(parts);
}

const signs = /[\\`*_~[hHwW]/g;

/** Where something may begin that is no plain text. */
function nextSign(line: string, from: number): number {
  signs.lastIndex = from;
  return signs.exec(line)?.index ?? line.length;
}

function emphasized(marker: string, children: Inline[]): Inline {
  const line = joined(children);
  if (marker === '~~') return { type: 'deleted', children: line };
  if (marker.length === 1) return { type: 'emphasis', children: line };
  if (marker.length === 2) return { type: 'strong', children: line };
  return { type: 'strong', children: [{ type: 'emphasis', children: line }] };
}

/** Neighbouring texts as one: an opener that was never closed is text. */
function joined(parts: readonly Inline[]): Line {
  const line: Inline[] = [];
  for (const part of parts) {
    const last = line.at(-1);
    if (part.type === 'text' && last?.type === 'text') {
      line[line.length - 1] = { type: 'text', text: last.text + part.text };
    } else line.push(part);
  }
  return line;
}

const letters = /^[\p{L}\p{M}]$/u;
const digits = /^\p{N}$/u;
const isLetter = (sign: string) => (sign < '\u0080' ? /^[a-z]$/i.test(sign) : letters.test(sign));
const isDigit = (sign: string) => (sign < '\u0080' ? sign >= '0' && sign <= '9' : digits.test(sign));
const isWord = (sign: string) => sign !== '' && (isLetter(sign) || isDigit(sign));
const isBlank = (sign: string) => sign === '' || sign.trim() === '';

/** The whole character before a place; empty at the start. */
function before(line: string, at: number): string {
  const unit = line.charCodeAt(at - 1);
  return unit >= 0xdc00 && unit <= 0xdfff ? line.slice(at - 2, at) : line.slice(Math.max(at - 1, 0), at);
}

/** The whole character at a place; empty at the end. */
function after(line: string, at: number): string {
  const point = line.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

function runLength(line: string, at: number): number {
  let end = at + 1;
  while (line[end] === line[at]) end++;
  return end - at;
}

/**
 * Never after a letter, a number or a bracket that ends: "1*4", "HLA-B*27", "(5)*x". One alone only before a letter,
 * since "*4" is four times and "*2/*17" are alleles.
 */
function mayOpen(line: string, at: number, length: number): boolean {
  const previous = before(line, at);
  if (!isBlank(previous) && !'([{"\'“„”«»‘/–—-:>|*_~'.includes(previous)) return false;
  const next = after(line, at + length);
  if (isBlank(next) || '"\'.,;:!?)]}%/=|'.includes(next)) return false;
  return length > 1 || isLetter(next) || '“„”«»‘*_~'.includes(next);
}

/** Never before a letter or a number. One alone after a number only where that ends a name: "BRCA1", not "102". */
function mayClose(line: string, at: number, length: number): boolean {
  if (isWord(after(line, at + length))) return false;
  const previous = before(line, at);
  if (isBlank(previous) || '"\'([{/=|*_~'.includes(previous)) return false;
  if (length > 1 || isLetter(previous)) return true;
  return isDigit(previous) ? isLetter(wordStart(line, at)) : '.!?…”»’)%'.includes(previous);
}

/** The first character of the word that ends at a place. */
function wordStart(line: string, end: number): string {
  let first = '';
  for (let at = end, sign = before(line, at); isWord(sign); sign = before(line, at)) {
    first = sign;
    at -= sign.length;
  }
  return first;
}

/** A backslash goes only where it takes a meaning away: the one in "server\_common" stays. */
function escapes(line: string, at: number): boolean {
  const sign = line[at + 1] ?? '';
  if (sign === '' || !'*_~`['.includes(sign)) return false;
  return !(isWord(before(line, at)) && isWord(after(line, at + 2)));
}

/**
 * Where each run of backticks that begins code finds its end: the next run of the same length. Not after a letter or
 * number, where a backtick is a prime or a minute.
 */
function findClosingTicks(line: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open = new Map<number, number>();
  for (let at = line.indexOf('`'); at >= 0; ) {
    const length = runLength(line, at);
    const from = open.get(length);
    if (from !== undefined && !isWord(after(line, at + length))) {
      closing.set(from, at);
      // What lies between is code: no run in it opens anything.
      open.clear();
    } else if (from === undefined && !isWord(before(line, at)) && !escaped(line, at)) open.set(length, at);
    at = line.indexOf('`', at + length);
  }
  return closing;
}

const escaped = (line: string, at: number) => line[at - 1] === '\\' && escapes(line, at - 1);

interface FoundLink {
  readonly url: string;
  readonly text: string;
  readonly end: number;
}

/** `[words](https://…)`. The words hold no bracket, so that no sign is looked at from two places. */
function namedLinkAt(line: string, at: number): FoundLink | null {
  let close = at + 1;
  while (close < line.length && line[close] !== ']' && line[close] !== '[') close++;
  const text = line.slice(at + 1, close);
  if (line[close] !== ']' || line[close + 1] !== '(' || text.trim() === '') return null;
  const from = close + 2;
  if (!/^(https?:\/\/|mailto:)[\p{L}\p{N}]/iu.test(line.slice(from, from + 12))) return null;
  let depth = 0;
  let end = from;
  for (; end < line.length; end++) {
    const sign = line[end] ?? '';
    if (isBlank(sign) || '[]<>"'.includes(sign)) return null;
    if (sign === '(') depth++;
    else if (sign === ')' && depth-- === 0) break;
  }
  if (end === line.length) return null;
  return { url: line.slice(from, end), text, end: end + 1 };
}

/** `https://…`, `http://…` or `www.…`, without the punctuation of the sentence around it. */
function bareLinkAt(line: string, at: number): FoundLink | null {
  const sign = line[at] ?? '';
  if (!'hHwW'.includes(sign) || isWord(before(line, at))) return null;
  const start = /^(https?:\/\/|www\.)[\p{L}\p{N}]/iu.exec(line.slice(at, at + 10))?.[1];
  if (!start) return null;
  let end = at + start.length;
  let open = 0;
  for (; end < line.length && !isBlank(line[end] ?? '') && !'<>"`|'.includes(line[end] ?? ''); end++) {
    if (line[end] === '(') open++;
    else if (line[end] === ')') open--;
  }
  while (".,;:!?'*_~])}”»’".includes(line[end - 1] ?? '')) {
    if (line[end - 1] === ')') {
      if (open >= 0) break;
      open++;
    }
    end--;
  }
  const text = line.slice(at, end);
  return { url: start.toLowerCase() === 'www.' ? `https://${text}` : text, text, end };
}
