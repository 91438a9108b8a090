import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIdentifiers } from '../../../moderation/patient-identifiers/find-identifiers.ts';

/** "KIND certainty passage" of each finding. */
const found = (text: string) =>
  findIdentifiers(text).map(
    ({ kind, certainty, start, end }) => `${kind} ${certainty} ${text.slice(start, end)}`,
  );

/** The tenth digit of a Swedish number (modulus 10 over the nine before). */
function withCheckDigit(nine: string): string {
  const sum = [...nine].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

const two = (number: number) => String(number).padStart(2, '0');

/** Skatteverket's test serials 980-989, born 1930 to 2015; serials beginning with 9 cannot be read as an hour. */
const testNumber = fc
  .tuple(
    fc.integer({ min: 1930, max: 2015 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 980, max: 989 }),
    fc.boolean(),
  )
  .map(([year, month, day, serial, coordination]) => {
    const date = `${two(year % 100)}${two(month)}${two(day + (coordination ? 60 : 0))}`;
    const ten = withCheckDigit(`${date}${serial}`);
    return { century: String(year).slice(0, 2), date, last: ten.slice(6), coordination };
  });

describe('Swedish numbers', () => {
  it('are certain in every written form', () => {
    fc.assert(
      fc.property(testNumber, ({ century, date, last, coordination }) => {
        const kind = coordination ? 'SWEDISH_COORDINATION_NUMBER' : 'SWEDISH_PERSONAL_NUMBER';
        const [yy, mm, dd] = [date.slice(0, 2), date.slice(2, 4), date.slice(4)];
        for (const written of [
          `${date}-${last}`,
          `${date} ${last}`,
          `${date}+${last}`,
          `${date} - ${last}`,
          `${date}–${last}`,
          `${date}\u00a0${last}`,
          `${century}${date}${last}`,
          `${century}${date}-${last}`,
          `${century} ${date}-${last}`,
          `${century}${yy}-${mm}-${dd}-${last}`,
          `${century}${yy} ${mm} ${dd}-${last}`,
        ]) {
          expect(found(`Gäller ${written}, tack.`)).toEqual([`${kind} certain ${written}`]);
        }
        expect(found(`Pnr ${date}${last}.`)).toEqual([`${kind} certain ${date}${last}`]);
      }),
    );
  });

  it('with a wrong check digit are likely in the forms that little else has, or with words that name them', () => {
    fc.assert(
      fc.property(
        testNumber,
        fc.integer({ min: 1, max: 9 }),
        ({ century, date, last, coordination }, off) => {
          const wrong = `${last.slice(0, 3)}${(Number(last[3]) + off) % 10}`;
          const kind = coordination ? 'SWEDISH_COORDINATION_NUMBER' : 'SWEDISH_PERSONAL_NUMBER';
          for (const written of [
            `${date}-${wrong}`,
            `${century}${date}-${wrong}`,
            `${century}${date}${wrong}`,
          ]) {
            // The same digits can also be a Norwegian, Danish or Icelandic number.
            expect(found(`Gäller ${written} igen.`)[0]).toMatch(/ (?:likely|certain) /);
            expect(found(`Gäller Erik Lund ${written} igen.`)[0]).toBe('PERSON_NAME likely Erik Lund');
            expect(found(`Batch ${written} igen.`).join()).not.toContain('SWEDISH');
          }
          expect(found(`Personnummer ${century}${date}${wrong}.`)[0]).toBe(
            `${kind} likely ${century}${date}${wrong}`,
          );
          const bare = `${date}${wrong}`;
          if (bare.startsWith('0')) return; // could be called
          expect(found(`Värdet ${bare} avlästes.`)).toEqual([]);
        },
      ),
    );
  });

  it('leave a day with an hour alone, and doubt one that could be a number', () => {
    expect(found('Inlagd 240312-1431, sövd 2024-03-12 1545.')).toEqual([]);
    const small = `${two((new Date().getFullYear() - 1) % 100)}0312`;
    const numbers = Array.from({ length: 60 }, (_, minute) => `14${two(minute)}`);
    const valid = numbers.find((last) => withCheckDigit(`${small}${last.slice(0, 3)}`) === `${small}${last}`);
    expect(found(`Inlagd ${small}-${valid}.`)).toEqual([`SWEDISH_PERSONAL_NUMBER likely ${small}-${valid}`]);
  });
});

describe('what is written in unusual signs', () => {
  const invisible = [
    '\u200b',
    '\u200d',
    '\u00ad',
    '\u2060',
    '\ufeff',
    '\ufe0f',
    '\u{e0041}',
    '\u0007',
    '&shy;',
    '&#8203;',
  ];
  const dashes = [
    '-',
    '\u2010',
    '\u2011',
    '\u2013',
    '\u2212',
    '\u02d7',
    '\ufe63',
    '\uff0d',
    '&ndash;',
    '\n-',
    '\\-',
  ];
  const blanks = [' ', '\u00a0', '\u2007', '\u2009', '\u202f', '\u3000', '\t', '&nbsp;', '  '];
  const zeros = ['0', '\uff10', '\u0660', '\u0966', '\u{1d7ce}', '\u{1d7f6}'];
  const inDigitsOf = (zero: string, written: string) =>
    written.replace(/\d/g, (digit) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)));
  const styled = fc.record({
    zero: fc.constantFrom(...zeros),
    dash: fc.constantFrom(...dashes, ...blanks),
    hidden: fc.constantFrom('', ...invisible),
    place: fc.integer({ min: 1, max: 9 }),
    before: fc.constantFrom('', 'Pat', '😀', 'Gäller\u200b ', 'A\u030a ', '\u200b'),
    behind: fc.constantFrom('', 'hosta', '😀', ' \u00ad.', '**', '\r\nHb'),
  });

  it('is found, and the range is that of the original, sign by sign', () => {
    fc.assert(
      fc.property(styled, ({ zero, dash, hidden, place, before, behind }) => {
        const digits = [...inDigitsOf(zero, '8507099805')];
        const number = digits
          .map(
            (digit, index) =>
              `${index === place && index !== 6 ? hidden : ''}${index === 6 ? dash : ''}${digit}`,
          )
          .join('');
        const text = `${before}${number}${behind}`;
        expect(found(text)).toEqual([`SWEDISH_PERSONAL_NUMBER certain ${number}`]);
      }),
      { numRuns: 500 },
    );
  });

  it('is found in telephone numbers, addresses of mail, records, dates of birth, names and streets', () => {
    for (const [plain, kind] of [
      ['Ring 070-174 06 05', 'PHONE_NUMBER'],
      ['Mejla anna@example.se', 'EMAIL_ADDRESS'],
      ['Journalnr 88123456', 'RECORD_NUMBER'],
      ['Född 1950-03-12', 'DATE_OF_BIRTH'],
      ['Patienten Anna Åkesson', 'PERSON_NAME'],
      ['Bor på Storgatan 12', 'STREET_ADDRESS'],
      ['Hetu 131052-308T', 'FINNISH_PERSONAL_ID'],
    ] as const) {
      const [found] = findIdentifiers(plain);
      expect(found?.kind).toBe(kind);
      if (!found) continue;
      for (const hidden of invisible) {
        for (let place = found.start + 1; place < found.end; place += 1) {
          const text = plain.slice(0, place) + hidden + plain.slice(place);
          const end = found.end + hidden.length;
          expect(findIdentifiers(text), JSON.stringify(text)).toEqual([{ ...found, end }]);
        }
      }
      expect(findIdentifiers(plain.replaceAll('-', '\u2011').replaceAll(' ', '\u2009'))).toEqual([found]);
      const decomposed = plain.normalize('NFD');
      expect(findIdentifiers(decomposed).map(({ kind }) => kind)).toContain(kind);
    }
  });

  it('covers whole characters of the original, whatever the text', () => {
    const sign = fc.oneof(
      fc.constantFrom(
        ...invisible,
        ...dashes,
        ...blanks,
        '😀',
        '𝟖',
        'A\u030a',
        '5',
        '8',
        'Anna ',
        '@',
        'tel ',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(sign, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 40 }),
        (signs) => {
          const text = signs.join('');
          const isInsideSign = (place: number) =>
            /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(place - 1, place + 1));
          for (const { start, end } of findIdentifiers(text)) {
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(isInsideSign(start) || isInsideSign(end)).toBe(false);
          }
        },
      ),
      { numRuns: 100 },
    );
  }, 30_000);
});

describe('findings', () => {
  it('point into the text as JavaScript counts it', () => {
    expect(found('😀 é patienten Anna Svensson 😀 070-174 06 05')).toEqual([
      'PERSON_NAME likely Anna Svensson',
      'PHONE_NUMBER certain 070-174 06 05',
    ]);
  });

  it('of one passage are one: certain before likely, named before unnamed, long before short', () => {
    expect(found('CPR 131052-9085')).toEqual(['DANISH_CPR certain 131052-9085']);
    expect(found('Hetu 131052-9085')).toEqual(['FINNISH_PERSONAL_ID certain 131052-9085']);
    expect(found('Mejla anna.svensson+0701740605@example.se')).toEqual([
      'EMAIL_ADDRESS certain anna.svensson+0701740605@example.se',
    ]);
    expect(found('Journalnr 0701740605')).toEqual(['RECORD_NUMBER certain 0701740605']);
    expect(found('Tel 0701740605')).toEqual(['PHONE_NUMBER certain 0701740605']);
  });

  it('are found at the edges, in Markdown, in lists and over lines', () => {
    expect(found('850709-9805')).toHaveLength(1);
    expect(found('- **850709-9805**\n- (900101-9810)\n> 480312-9826.')).toHaveLength(3);
    expect(found('pnr850709-9805')).toHaveLength(1);
    expect(found('')).toEqual([]);
  });

  it('never carry the text', () => {
    for (const finding of findIdentifiers('Patienten Anna Svensson, 850709-9805')) {
      expect(Object.keys(finding).sort()).toEqual(['certainty', 'end', 'kind', 'start']);
    }
  });

  it('are no names of diseases, drugs, hospitals, methods or authors', () => {
    for (const text of [
      'Cornelia de Lange syndrome',
      'Patienten Maria har det inte',
      'Metoden heter Seldinger.',
      'Enligt Lars Svensson (2019) och Anna Berg et al 2020.',
      'Alexander Disease och Robert Packard Center',
    ]) {
      const names = findIdentifiers(text).map(({ start, end }) => text.slice(start, end));
      expect(names, text).toEqual(text.includes('Maria') ? ['Maria'] : []);
    }
  });

  it('keep order, stay inside, do not overlap, whatever the text', () => {
    const piece = fc.constantFrom(
      ...[
        '850709-9805',
        'Anna',
        'Svensson',
        'patienten',
        'tel',
        '070-174 06 05',
        ' ',
        ' ',
        '-',
        '.',
        '@',
        'född',
      ],
      ...[
        '1950-03-12',
        'Storgatan 12',
        'MRN',
        '12345678',
        'a.b@example.se',
        'CPR',
        'hetu',
        '\n',
        '😀',
        '+46',
        '00',
      ],
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (one) => {
        let end = 0;
        for (const finding of findIdentifiers(one)) {
          expect(finding.start).toBeGreaterThanOrEqual(end);
          expect(finding.end).toBeGreaterThan(finding.start);
          end = finding.end;
        }
        expect(end).toBeLessThanOrEqual(one.length);
      }),
      { numRuns: 500 },
    );
  });
});
