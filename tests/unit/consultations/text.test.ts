import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nameField } from '../../../api/accounts/policy.ts';
import { InvalidInputError } from '../../../api/platform/refusal.ts';
import { checkInput, cleanLine, cleanText, textField } from '../../../api/platform/text.ts';
import { bodyOfAnswer, bodyOfConsultation, tagsField, titleOfConsultation } from '../../../api/posts/text.ts';
import {
  controlStrings,
  embeddingStrings,
  heapedStrings,
  honestNames,
  honestStrings,
  invisibleStrings,
  lineBreakStrings,
  longStrings,
  turningStrings,
} from '../../hostile/strings.ts';
import { cpuTimeOf, explodes } from '../../support/cpu-time.ts';

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

const issuesFrom = (field: z.ZodType, text: string) => field.safeParse(text).error?.issues[0]?.message ?? '';

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

describe('what comes in', () => {
  test.each(lineBreakStrings)('breaks the line at: $name', ({ text }) => {
    expect(cleanText(text)).toBe('CRP i går 5\n10 mg i dag, vad tror ni?');
    expect(cleanLine(text)).toBe('CRP i går 5 10 mg i dag, vad tror ni?');
  });

  test.each(controlStrings)('never glues two numbers: $name', ({ text }) => {
    expect(cleanText(text)).toBe('CRP i går 5 10 mg i dag, vad tror ni?');
  });

  test.each(invisibleStrings)('is empty where nothing can be seen: $name', ({ text }) => {
    for (const field of [
      titleOfConsultation,
      bodyOfConsultation,
      bodyOfAnswer,
      textField(cleanLine, 1, 500),
    ]) {
      expect(issuesFrom(field, text)).toMatch(/FIELD_REQUIRED|TEXT_TURNED/);
    }
    expect(issuesOf({ body: 'abc', tags: [text.slice(0, 12)] }).join()).toMatch(/^(tags TAG_INVALID)?$/);
    expect(issuesFrom(nameField, text)).toMatch(/FIELD_REQUIRED|TEXT_TURNED/);
  });

  test.each(turningStrings)('does not turn the direction: $name', ({ text }) => {
    expect(issuesFrom(titleOfConsultation, text)).toBe('TEXT_TURNED');
    expect(issuesFrom(bodyOfConsultation, text)).toBe('TEXT_TURNED');
    expect(issuesFrom(nameField, `Anna ${text.slice(3)}`)).toBe('TEXT_TURNED');
    expect(issuesOf({ body: 'abc', tags: [text] })).toEqual(['tags TAG_INVALID']);
  });

  test.each(embeddingStrings)('keeps its order: $name', ({ text }) => {
    expect(issuesFrom(titleOfConsultation, text)).toBe('TEXT_TURNED');
    const plain = text.replace(/[\u202a-\u202c\u2066-\u2069]/g, '');
    expect(bodyOfConsultation.parse(text)).toBe(plain);
  });

  test.each(heapedStrings)('is refused with its heaps: $name', async ({ text }) => {
    expect(await cpuTimeOf(() => issuesFrom(bodyOfConsultation, text))).toBeLessThan(explodes);
    expect(issuesFrom(bodyOfConsultation, text)).toBe('TOO_MANY_MARKS');
  });

  test.each(longStrings)('takes no time: $name', async ({ text }) => {
    for (const field of [titleOfConsultation, bodyOfConsultation, nameField]) {
      expect(await cpuTimeOf(() => field.safeParse(text))).toBeLessThan(explodes);
    }
  });

  test.each(honestStrings)('stays as it was written: $name', ({ text }) => {
    expect(bodyOfConsultation.parse(text)).toBe(text.normalize('NFC'));
    expect(titleOfConsultation.parse(text)).toBe(text.normalize('NFC'));
  });

  test('a minimum counts what can be seen', () => {
    expect(issuesFrom(titleOfConsultation, `Hosta${'\u200b'.repeat(20)}`)).toBe('FIELD_TOO_SHORT');
    expect(issuesFrom(titleOfConsultation, `Hosta${' '.repeat(20)}?`)).toBe('FIELD_TOO_SHORT');
    expect(issuesFrom(titleOfConsultation, 'Ont i öra')).toBe('');
  });

  test.each(honestNames)('the name %s is accepted', (name) => {
    expect(nameField.parse(name)).toBe(name.normalize('NFC'));
  });

  test('a name has letters, and two that look alike are one', () => {
    expect(issuesFrom(nameField, '12 34')).toBe('NAME_INVALID');
    expect(nameField.parse(' Anna\u200b  Berg\u00ad\ufeff ')).toBe('Anna Berg');
  });
});

describe('a text that no browser draws in time is refused at its field', () => {
  const answer = z.object({ body: bodyOfAnswer });
  const refused = (body: string) => {
    try {
      checkInput(answer, { body });
    } catch (error) {
      if (error instanceof InvalidInputError) return error.issues;
      throw error;
    }
    return [];
  };

  test.each([
    { what: 'a long list', body: '- a\n'.repeat(4_000), code: 'TEXT_TOO_MANY_PARTS' },
    { what: 'a wide table', body: `${'|a'.repeat(25)}|\n${'|-'.repeat(25)}|`, code: 'TABLE_TOO_LARGE' },
    { what: 'a high table', body: `|a|\n|-|\n${'|b|\n'.repeat(700)}`, code: 'TABLE_TOO_LARGE' },
    { what: 'a long text', body: 'a '.repeat(15_000), code: 'FIELD_TOO_LONG' },
  ])('$what is $code', ({ body, code }) => {
    expect(refused(body)).toEqual([{ field: 'body', code }]);
  });

  test('a long case is none', () => {
    expect(refused('- Hb **102**, CRP *förhöjt* och <5\n'.repeat(300))).toEqual([]);
  });
});
