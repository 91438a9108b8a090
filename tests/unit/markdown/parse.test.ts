import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownExcess } from '../../../markdown/bounds.ts';
import { parseMarkdown } from '../../../markdown/parse.ts';
import { excerptLength, excerptOf, plainLines } from '../../../markdown/plain-text.ts';
import { hostileMarkdown } from '../../hostile/markdown-texts.ts';
import { clinicalLines, shownOf } from '../../support/clinical-lines.ts';
import { cpuTimeOf, explodes } from '../../support/cpu-time.ts';

const read = (text: string) => plainLines(parseMarkdown(text));
const kinds = (text: string) => parseMarkdown(text).map(({ type }) => type);

describe('what a doctor typed', () => {
  test.each(clinicalLines.map((line) => [line.typed, shownOf(line)]))('%j is read as %j', (typed, shown) => {
    expect(read(typed).map((line) => line.trim())).toEqual([shown.trim()]);
    expect(excerptOf(typed)).toBe(shown.trim());
  });

  test('stands line by line in one text as alone', () => {
    const all = read(clinicalLines.map(({ typed }) => typed).join('\n'));
    expect(all.map((line) => line.trim())).toEqual(clinicalLines.map((line) => shownOf(line).trim()));
  });

  /** Letters, numbers, and the signs that no mark is made of. */
  const kept = (text: string) => text.replace(/[\s*_~`#|\\:()[\]-]/g, '');
  const marks = [
    '*',
    '**',
    '_',
    '`',
    '~~',
    '#',
    '## ',
    '> ',
    '>',
    '- ',
    '1. ',
    '|',
    '|-|',
    '\\',
    '[',
    '](',
    ')',
  ];
  const pieces = fc.constantFrom(
    ...marks,
    '```\n',
    '\n',
    '\n\n',
    ' ',
    '<',
    '&lt;',
    '+',
    '=',
    '%',
    'a',
    'Å',
    '4',
    'mg',
  );

  test('loses no letter, number or other sign, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        expect(kept(read(text).join('\n'))).toBe(kept(text));
      }),
      { numRuns: 1_000 },
    );
  }, 30_000);

  test('is not changed by emphasis inside or between numbers and words', () => {
    const word = fc.constantFrom('1', '0,5', 'mg', 'Na', '2g', 'Å');
    const sign = fc.constantFrom('*', '_', '**', '__', '~', '~~', ' * ', ' _ ', ' ~ ');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, sign), { minLength: 1, maxLength: 30 }), (parts) => {
        const text = `${parts.flat().join('')}9`;
        expect(read(text)).toEqual([text]);
      }),
    );
  });
});

describe('blocks', () => {
  test.each([
    ['rad ett\nrad två', ['paragraph']],
    ['Hb 102\n-----\nCRP 5\n====', ['paragraph']],
    ['    indragen', ['paragraph']],
    ['# Rubrik\ntext', ['heading', 'paragraph']],
    ['#3 femur', ['paragraph']],
    ['> Enligt PM ges 40 mg\n> två gånger', ['quote']],
    ['> 65 år\n> 90 mmHg', ['paragraph']],
    ['- feber\n- hosta', ['list']],
    ['- 2 mmol/l\n- 3 mmol/l', ['paragraph']],
    ['- - -', ['paragraph']],
    ['+ 38,5', ['paragraph']],
    ['3. maj', ['paragraph']],
    ['5. Waran\n6. Furix', ['list']],
    ['| a | b |\n|---|---|\n| 1 | 2 |\nefter', ['table', 'paragraph']],
    ['| a | b |\n|---|\n', ['paragraph']],
    ['```\nx *y*\n```', ['code']],
    ['```\nx', ['paragraph']],
    ['[1]: se ovan', ['paragraph']],
  ])('%j', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  test('numbers of a list are hers, and ticks are kept', () => {
    expect(read('5. Waran\n7. Furix\n\n- [x] EKG\n- [ ] troponin')).toEqual([
      '5. Waran',
      '7. Furix',
      '- [x] EKG',
      '- [ ] troponin',
    ]);
    expect(parseMarkdown('- [x] EKG')).toMatchObject([{ items: [{ done: true }] }]);
  });

  test('a row keeps cells that its table has no head for', () => {
    expect(read('| Hb |\n|---|\n| 102 | 98 | 95 |')).toEqual(['Hb', '102 | 98 | 95']);
  });

  test.each(['\n', '\r\n', '\r', '\u000b', '\u000c', '\u0085', '\u2028', '\u2029'])(
    '%j ends a line',
    (end) => {
      expect(read(`CRP 5${end}10 mg`)).toEqual(['CRP 5', '10 mg']);
    },
  );

  test('only the web and mail are linked to', () => {
    const links = (text: string) => JSON.stringify(parseMarkdown(text)).match(/"url":"[^"]*"/g) ?? [];
    expect(links('[x](javascript:alert(1)) [x](data:text/html,a) [x](/konto) ![x](y)')).toEqual([]);
    expect(links('[x](https://a.example/b_(c)), www.fass.se. (HTTP://a.example/d)')).toEqual([
      '"url":"https://a.example/b_(c)"',
      '"url":"https://www.fass.se"',
      '"url":"HTTP://a.example/d"',
    ]);
  });
});

describe('the excerpt', () => {
  test.each([
    ['## Rubrik\n\nText med **fet** och *kursiv*.', 'Rubrik\nText med fet och kursiv.'],
    ['CRP 5\n10 mg', 'CRP 5\n10 mg'],
    ['- ett\n- två\n\n1. tre', '- ett\n- två\n1. tre'],
    ['Se [riktlinjen](https://example.org/a).', 'Se riktlinjen.'],
    ['Kod `Hb < 90` och\n```\nselect 1\n```', 'Kod Hb < 90 och\nselect 1'],
    ['| Prov | Svar |\n|---|---:|\n| Hb | 92 |', 'Prov | Svar\nHb | 92'],
  ])('of %j is %j', (text, excerpt) => {
    expect(excerptOf(text)).toBe(excerpt);
  });

  test('is at most 280 whole characters, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect([...excerptOf(text.repeat(3))].length).toBeLessThanOrEqual(excerptLength);
      }),
    );
    expect(excerptOf('🫀'.repeat(400))).toBe('🫀'.repeat(excerptLength));
  }, 30_000);
});

describe('the worst texts', () => {
  test.each(hostileMarkdown)('$name: read in a moment', async ({ text }) => {
    expect(text.length).toBeLessThanOrEqual(20_000);
    const time = await cpuTimeOf(() => {
      markdownExcess(parseMarkdown(text));
      excerptOf(text);
    });
    expect(time).toBeLessThan(explodes);
  });
});
