import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffPart, diffWords } from '../../../web/features/moderation/word-diff.ts';
import { cpuTimeOf, explodes } from '../../support/cpu-time.ts';

const join = (parts: DiffPart[], ...kinds: DiffPart['kind'][]) =>
  parts
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('');

const text = fc
  .array(fc.constantFrom('kvinna', 'man', '43', 'år', ' ', ' ', '\n', ',', '.', 'Ålesund', 'é', '🩺'), {
    maxLength: 30,
  })
  .map((words) => words.join(''));

describe('the difference between two texts', () => {
  it('loses nothing of either text', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after);
        expect(join(parts, 'same', 'removed')).toBe(before);
        expect(join(parts, 'same', 'added')).toBe(after);
        for (const [at, part] of parts.entries()) {
          expect(part.text).not.toBe('');
          expect(part.kind).not.toBe(parts[at + 1]?.kind);
        }
      }),
    );
  });

  it('shows a changed phrase as one removal and one addition', () => {
    expect(diffWords('Kvinna, 43 år från Arvika, söker.', 'Kvinna i medelåldern söker.')).toEqual([
      { kind: 'same', text: 'Kvinna' },
      { kind: 'removed', text: ', 43 år från Arvika,' },
      { kind: 'added', text: ' i medelåldern' },
      { kind: 'same', text: ' söker.' },
    ]);
  });

  it('leaves equal texts alone', () => {
    expect(diffWords('Samma text.', 'Samma text.')).toEqual([{ kind: 'same', text: 'Samma text.' }]);
    expect(diffWords('', '')).toEqual([]);
  });

  it('stays quick on two long texts without a word in common', async () => {
    const before = Array.from({ length: 5000 }, (_, at) => `a${at}`).join(' ');
    const after = Array.from({ length: 5000 }, (_, at) => `b${at}`).join('\n');
    const kinds: string[] = [];
    const time = await cpuTimeOf(() => kinds.push(...diffWords(before, after).map(({ kind }) => kind)));
    expect(kinds).toEqual(['removed', 'added']);
    expect(time).toBeLessThan(explodes);
  });
});
