import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { InvalidInputError } from '../../../api/platform/refusal.ts';
import { excerptLength, excerptOf } from '../../../api/posts/excerpt.ts';
import { checkInput, cleanLine, cleanText, tagsField, textField } from '../../../api/posts/text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 400 });

describe('cleaning', () => {
  test('is idempotent, well-formed and without control characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
        expect(once).not.toMatch(/[^\P{Cc}\n\t]/u);
        expect(cleanLine(text)).not.toMatch(/\n|\t| {2}/);
      }),
    );
  });

  test('keeps paragraphs and indents', () => {
    expect(cleanText('\uFEFF ett\r\n\r\n\ttvå\u2028tre\u0000 ')).toBe('ett\n\n\ttvå\ntre');
  });
});

const schema = z.object({ body: textField(cleanText, 2, 5), tags: tagsField });
const issuesOf = (input: unknown) => {
  try {
    checkInput(schema, input);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.issues.map(({ field, code }) => `${field} ${code}`);
    throw error;
  }
  return [];
};

describe('input', () => {
  test('lengths are counted in characters, not in UTF-16', () => {
    expect(issuesOf({ body: '👩‍⚕️', tags: [] })).toEqual([]);
    expect(issuesOf({ body: '🫀🫁🧠🦴🦷', tags: [] })).toEqual([]);
    expect(issuesOf({ body: '🫀🫁🧠🦴🦷🦷', tags: [] })).toEqual(['body FIELD_TOO_LONG']);
    expect(issuesOf({ body: ' a ', tags: [] })).toEqual(['body FIELD_TOO_SHORT']);
    expect(issuesOf({ body: ' \u0000 ', tags: [] })).toEqual(['body FIELD_REQUIRED']);
  });

  test('tags: five, 2–30 letters, digits, spaces and hyphens', () => {
    expect(issuesOf({ body: 'abc', tags: ['kol-3', 'ÖNH klinik', 'b12'] })).toEqual([]);
    for (const tag of ['a', 'x'.repeat(31), 'a,b', '#tagg', '<b>fet</b>']) {
      expect(issuesOf({ body: 'abc', tags: [tag] })).toEqual(['tags TAG_INVALID']);
    }
    expect(issuesOf({ body: 'abc', tags: ['t1', 't2', 't3', 't4', 't5', 'T5'] })).toEqual([]);
    expect(issuesOf({ body: 'abc', tags: ['t1', 't2', 't3', 't4', 't5', 't6'] })).toEqual([
      'tags TOO_MANY_TAGS',
    ]);
  });
});

describe('the excerpt', () => {
  test.each([
    ['# Rubrik\n\nText med **fet** och *kursiv*.', 'Rubrik Text med fet och kursiv.'],
    ['- ett\n- två\n\n1. tre', 'ett två tre'],
    ['> citat\n> mer\n\nsvar', 'citat mer svar'],
    ['Se [riktlinjen](https://example.test/a "t") och ![bild](x.png).', 'Se riktlinjen och bild.'],
    ['Kod `Hb < 90` och\n```sql\nselect 1\n```', 'Kod Hb < 90 och select 1'],
    ['| Prov | Svar |\n|---|---:|\n| Hb | 92 |', 'Prov Svar Hb 92'],
    [
      'Dos 5*10 mg och 2*5 mg, snake_case_namn, 3 < 4 > 2',
      'Dos 5*10 mg och 2*5 mg, snake_case_namn, 3 < 4 > 2',
    ],
    ['före\n\n---\n\nefter <br> rad', 'före efter rad'],
    ['\\*inte kursiv\\*', '*inte kursiv*'],
    ['- [x] klart\n- [ ] kvar', 'klart kvar'],
    ['~~struket~~ och __understruket__', 'struket och understruket'],
  ])('of %j is %j', (markdown, text) => {
    expect(excerptOf(markdown)).toBe(text);
  });

  test('is one line of at most 280 whole characters, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const excerpt = excerptOf(cleanText(text.repeat(3)));
        expect([...excerpt].length).toBeLessThanOrEqual(excerptLength);
        expect(excerpt).not.toMatch(/\n/);
      }),
    );
    expect(excerptOf('🫀'.repeat(400))).toBe('🫀'.repeat(excerptLength));
  });

  test('takes no time on hostile text', () => {
    const started = performance.now();
    for (const piece of [
      '[',
      '![',
      '*',
      '_',
      '`',
      '~',
      '<',
      '|',
      '> ',
      '- ',
      '-',
      '# ',
      '\\',
      '[](',
      '**a ',
      ' ',
    ]) {
      excerptOf(piece.repeat(20_000 / piece.length));
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
