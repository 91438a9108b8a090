import { parseLine } from './parse-line.ts';
import type { Align, Block, Line, ListItem } from './types.ts';

const deepestLevel = 4;

/**
 * The forum's Markdown, as docs/markdown.md decides it: the one parser of whatever shows a text of a member. Time and
 * number of parts are linear in its length, for every text.
 */
export function parseMarkdown(text: string): Block[] {
  const lines = text.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);
  const fences = lines.map(fenceLength);
  const longestFenceFrom = longestFrom(fences);
  const blocks: Block[] = [];
  let paragraph: Line[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ type: 'paragraph', lines: paragraph });
    paragraph = [];
  };
  const add = (block: Block) => {
    endParagraph();
    blocks.push(block);
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const fence = fences[at] ?? 0;
    if (line.trim() === '') {
      endParagraph();
      at++;
    } else if (fence > 0 && (longestFenceFrom[at + 1] ?? 0) >= fence) {
      let end = at + 1;
      while ((fences[end] ?? 0) < fence) end++;
      add({ type: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
    } else if (headingLevel(line) > 0) {
      const level = headingLevel(line);
      add({
        type: 'heading',
        level,
        line: parseLine(
          level === 1
            ? line.trim()
            : line
                .trim()
                .slice(level + 1)
                .trim(),
        ),
      });
      at++;
    } else if (isQuote(line)) {
      const quote: Line[] = [];
      for (; isQuote(lines[at]) || (quote.length > 0 && lines[at]?.trim() === '>'); at++) {
        quote.push(parseLine(lines[at] ?? ''));
      }
      add({ type: 'quote', lines: quote });
    } else if (beginsList(lines, at)) {
      const { items, end } = listAt(lines, at);
      add({ type: 'list', items });
      at = end;
    } else if (isTable(lines, at)) {
      const align = alignments(lines[at + 1] ?? '');
      const rows = [cellsOf(line).map(parseLine)];
      for (at += 2; lines[at]?.trimStart().startsWith('|'); at++) {
        rows.push(cellsOf(lines[at] ?? '').map(parseLine));
      }
      add({ type: 'table', align, rows });
    } else {
      paragraph.push(parseLine(line.trimEnd()));
      at++;
    }
  }
  endParagraph();
  return blocks;
}

/** Three backticks or more alone on a line; else 0. With a word behind them they are text: the word would be lost. */
function fenceLength(line: string): number {
  const ticks = line.trim();
  return ticks.length >= 3 && ticks.replaceAll('`', '') === '' ? ticks.length : 0;
}

/** The longest of those at a place and behind it. */
function longestFrom(lengths: readonly number[]): number[] {
  const longest = new Array<number>(lengths.length + 1).fill(0);
  for (let at = lengths.length - 1; at >= 0; at--) {
    longest[at] = Math.max(lengths[at] ?? 0, longest[at + 1] ?? 0);
  }
  return longest;
}

/** 1 to 6; 0: not a heading. "#3 femur" is a fracture. */
function headingLevel(line: string): number {
  return /^(#{1,6}) +[^ ]/.exec(line)?.[1]?.length ?? 0;
}

/** A number, with whatever signs before it. */
const beginsWithNumber = (text: string) => /^[<>=≤≥≈~±+−–-]?[<>=≤≥≈~±+−–.,-]? ?\p{N}/u.test(text.trimStart());

/** With its blank, and never before a number: "> 65 år" is a limit. */
function isQuote(line: string | undefined): boolean {
  if (line === undefined || !line.startsWith('> ')) return false;
  const text = line.slice(2).trim();
  return text !== '' && !beginsWithNumber(text);
}

interface ItemStart {
  readonly indent: number;
  readonly sign: string;
  readonly text: string;
}

/** "- " and "* " with words behind them, "1. " and "1) ". Never before a number: "- 2 mmol/l". Nor "+": "+ 38,5". */
function itemAt(line: string | undefined): ItemStart | null {
  if (line === undefined) return null;
  const rest = line.trimStart();
  const sign = /^([-*]|\d{1,3}[.)])[ \t]/.exec(rest)?.[1];
  if (!sign) return null;
  const text = rest.slice(sign.length).trim();
  if (text === '' || beginsWithNumber(text)) return null;
  // A line of dashes and stars is a line that somebody drew.
  if (/^[-*_ ]*$/.test(text)) return null;
  return { indent: indentOf(line), sign, text };
}

function indentOf(line: string): number {
  let indent = 0;
  for (const sign of line) {
    if (sign === ' ') indent++;
    else if (sign === '\t') indent += 4;
    else break;
  }
  return indent;
}

/** One number alone is a list only where it is 1: "3. maj" is a day. */
function beginsList(lines: readonly string[], at: number): boolean {
  const first = itemAt(lines[at]);
  if (!first) return false;
  const number = Number.parseInt(first.sign, 10);
  if (Number.isNaN(number) || number === 1) return true;
  return Number.parseInt(itemAt(lines[at + 1])?.sign ?? '', 10) === number + 1;
}

function listAt(lines: readonly string[], from: number): { items: ListItem[]; end: number } {
  const items: ListItem[] = [];
  const base = indentOf(lines[from] ?? '');
  let at = from;
  for (let start = itemAt(lines[at]); start; start = itemAt(lines[at])) {
    const { indent, sign, text } = start;
    const tick = /^\[([ xX])\] /.exec(text)?.[1];
    const content = [parseLine(tick === undefined ? text : text.slice(4))];
    at++;
    while (indentOf(lines[at] ?? '') > indent + 1 && (lines[at] ?? '').trim() !== '' && !itemAt(lines[at])) {
      content.push(parseLine((lines[at] ?? '').trim()));
      at++;
    }
    items.push({
      sign,
      level: Math.min(deepestLevel, Math.max(0, Math.floor((indent - base) / 2))),
      done: tick === undefined ? null : tick !== ' ',
      lines: content,
    });
    const next = skipBlank(lines, at);
    if (next > at && itemAt(lines[next])) at = next;
  }
  return { items, end: at };
}

function skipBlank(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && (lines[at] ?? '').trim() === '') at++;
  return at;
}

/** A row between bars, and below it one of dashes with as many cells. */
function isTable(lines: readonly string[], at: number): boolean {
  const head = (lines[at] ?? '').trim();
  const below = (lines[at + 1] ?? '').trim();
  if (head.length < 3 || !head.startsWith('|') || !head.endsWith('|')) return false;
  if (!below.startsWith('|') || !/^[-|: \t]+$/.test(below)) return false;
  const dashes = cellsOf(below);
  return dashes.length === cellsOf(head).length && dashes.every((cell) => /^:?-+:?$/.test(cell));
}

/** The texts between the bars of a row; `\|` is a bar in a cell. */
function cellsOf(row: string): string[] {
  const text = row.trim();
  const cells: string[] = [];
  let cell = '';
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\' && text[at + 1] === '|') {
      cell += '|';
      at++;
    } else if (text[at] === '|') {
      cells.push(cell.trim());
      cell = '';
    } else cell += text[at];
  }
  if (cell.trim() !== '') cells.push(cell.trim());
  return cells;
}

function alignments(row: string): Align[] {
  return cellsOf(row).map((cell) => {
    const [start, end] = [cell.startsWith(':'), cell.endsWith(':')];
    if (start && end) return 'center';
    return end ? 'right' : start ? 'left' : null;
  });
}
