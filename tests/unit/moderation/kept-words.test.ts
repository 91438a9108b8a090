import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FullText, judgeKeeping, type ModeratedChange } from '../../../moderation/kept-words.ts';
import { cpuTimeOf, explodes } from '../../support/cpu-time.ts';

const title = 'Feber i tre veckor';
const before =
  'Mannen, fyrvaktaren Anders Bergström på Kanarieholmen, har haft feber i tre veckor. Han är 47 år.';
const after = 'Mannen [borttaget av moderator] har haft feber i tre veckor. Han är medelålders.';
const change: ModeratedChange = { before: { title, body: before }, after: { title, body: after } };
const published: FullText = { title, body: after, tags: ['feber'] };

const judge = (proposed: Partial<FullText>) =>
  judgeKeeping([change], published, { ...published, ...proposed });

describe('an author’s text after an edit by moderation', () => {
  test.each([
    ['the text as it was', { body: before }],
    ['a passage of it', { body: `${after} Han är fyrvaktaren på Kanarieholmen.` }],
    ['a name alone, anywhere', { body: `${after} Bergström återkommer på tisdag.` }],
    ['a name turned around', { body: `${after} (Bergström, Anders)` }],
    ['a name in the genitive', { body: `${after} Det gäller Bergströms prover.` }],
    ['a name with one letter changed', { body: `${after} Det gäller Bergstrom och Anderz.` }],
    ['a name in capitals', { body: `${after} BERGSTRÖM` }],
    ['a name with blanks in it', { body: `${after} Berg ström.` }],
    ['a short name letter by letter', { body: `${after} A n d e r s` }],
    [
      'a name with a soft hyphen, a joiner and a blank of no width',
      { body: `${after} Ber\u00adg\u200dstr\u200böm` },
    ],
    ['a name in pieces', { body: `${after} B-e-r-g-s-t-r-ö-m` }],
    ['a name glued to another word', { body: `${after} patBergström` }],
    ['a name in decomposed letters', { body: `${after} ${'Bergström'.normalize('NFD')}` }],
    ['a name in full-width letters', { body: `${after} Ｂｅｒｇｓｔｒöｍ` }],
    ['a name with Cyrillic letters', { body: `${after} B\u0435rgstr\u00f6m` }],
    ['a number', { body: `${after} 47 år.` }],
    ['a number in full-width digits', { body: `${after} ４７ år.` }],
    ['a name in the title', { title: 'Feber hos Bergström' }],
    ['a name among the tags', { tags: ['feber', 'bergström'] }],
    ['a place among the tags', { tags: ['kanarieholmen'] }],
  ])('brings back %s', (_what, proposed) => {
    expect(judge(proposed)).toBe('BRINGS_BACK');
  });

  test.each([
    ['what moderation has put there', { body: after.replace('[borttaget av moderator] ', '') }],
    ['a part of it', { body: after.replace(' av moderator', '') }],
    ['a word of it', { body: after.replace('medelålders', 'i arbete') }],
  ])('drops %s', (_what, proposed) => {
    expect(judge(proposed)).toBe('DROPS');
  });

  test.each([
    ['nothing changed', {}],
    ['an addition', { body: `${after} CRP 112, odlingar negativa. Vad gör ni?` }],
    [
      'a deletion of the author’s own words',
      { body: after.replace('har haft feber i tre veckor', 'har feber') },
    ],
    ['a single digit', { body: `${after} Kalium 4, natrium 7.` }],
    ['another title and tags', { title: 'Feber sedan tre veckor', tags: ['feber', 'infektion'] }],
    ['other spacing and case', { body: after.toUpperCase().replaceAll(' ', '\n') }],
    ['a rewording that keeps the moderator’s words', { body: after.replace('veckor.', 'veckors tid.') }],
  ])('keeps to it: %s', (_what, proposed) => {
    expect(judge(proposed)).toBe('KEEPS');
  });

  test('a small word with great meaning does not come back', () => {
    const dose = (sign: string) => ({
      title: null,
      body: `Vid värden ${sign} 5 ska det ges varje dag.`,
      tags: [],
    });
    const not = {
      before: { title: null, body: 'Det ska ej ges till barn.' },
      after: { title: null, body: 'Det ska ges till barn.' },
    };
    const kept = { ...not.after, tags: [] };
    expect(judgeKeeping([not], kept, { ...kept, body: not.before.body })).toBe('BRINGS_BACK');
    expect(judgeKeeping([not], kept, { ...kept, body: 'Det ska e j ges till barn.' })).toBe('BRINGS_BACK');
    const signs = { before: dose('>'), after: dose('<') };
    expect(judgeKeeping([signs], dose('<'), dose('>'))).toBe('BRINGS_BACK');
  });

  test('what was allowed since may stay and be written again', () => {
    const allowed = { ...published, body: `${after} Anders Bergström har läst detta.` };
    expect(
      judgeKeeping([change], allowed, { ...allowed, body: `${allowed.body} Bergström mår bättre.` }),
    ).toBe('KEEPS');
  });

  test('a date that was taken away does not keep its single digit from laboratory values', () => {
    const dated = 'Kvinna, bagare i Lillköping, 47 år den 3 mars, högt tryck sedan bytet.';
    const undated = { title: null, body: 'Kvinna i 45-årsåldern, högt tryck sedan bytet.' };
    const moderated = { before: { title: null, body: dated }, after: undated };
    const now = { ...undated, tags: [] };
    expect(judgeKeeping([moderated], now, { ...now, body: `${now.body} Kalium är 3,1.` })).toBe('KEEPS');
    expect(judgeKeeping([moderated], now, { ...now, body: dated })).toBe('BRINGS_BACK');
  });

  test('a word that is almost in the published text does not come back with it', () => {
    const now = { ...published, title: 'Feber hos fyrvaktare' };
    const moderated = {
      before: { title: now.title, body: before },
      after: { title: now.title, body: after },
    };
    expect(judgeKeeping([moderated], now, { ...now, body: `${after} Tack för hjälpen.` })).toBe('KEEPS');
  });

  test('several edits all count', () => {
    const second = { before: { title, body: after }, after: { title, body: `${after} Rutin saknas.` } };
    const now = { ...published, body: second.after.body };
    expect(judgeKeeping([change, second], now, { ...now, body: after })).toBe('DROPS');
    expect(judgeKeeping([change, second], now, { ...now, body: `${now.body} Bergström` })).toBe(
      'BRINGS_BACK',
    );
  });
});

const letters = 'abcdefghijklmnopqrstuvwxyzåäö';
const word = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: min, maxLength: max });
const sentence = fc.array(word(2, 9), { minLength: 3, maxLength: 30 }).map((all) => all.join(' '));
const trick = fc.constantFrom<(name: string) => string>(
  (name) => name.toUpperCase(),
  (name) => [...name].join(' '),
  (name) => [...name].join('\u200b'),
  (name) => [...name].join('\u00ad'),
  (name) => name.normalize('NFD'),
  (name) => `${name.slice(0, 3)} ${name.slice(3)}`,
  (name) => `${name.slice(0, 4)}-${name.slice(4)}`,
  (name) => name.replaceAll('a', 'а').replaceAll('e', 'е').replaceAll('o', 'о'),
  (name) => [...name].map((sign) => sign + sign).join(''),
  (name) => `${name}s`,
  (name) => [...name].map((sign) => `${sign}\u0336`).join(''),
);

describe('whatever the text', () => {
  test('the published text keeps to itself, and what follows from no change neither', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (a, b, c) => {
          const now = { title: null, body: b, tags: [c] };
          expect(
            judgeKeeping([{ before: { title: null, body: a }, after: { title: null, body: b } }], now, now),
          ).toBe('KEEPS');
          expect(judgeKeeping([], now, { ...now, body: a })).toBe('KEEPS');
        },
      ),
    );
  });

  test('a name that was taken away does not come back in any disguise, at any place', () => {
    fc.assert(
      fc.property(sentence, word(6, 12), trick, fc.nat(), fc.nat(), (text, name, disguise, from, to) => {
        const put = (where: number, what: string) => {
          const all = text.split(' ');
          all.splice(where % all.length, 0, what);
          return all.join(' ');
        };
        // Compared without marks, doubled letters once: what is left of "zzaapb" is too short to be told from other words.
        const compared = name
          .normalize('NFD')
          .replace(/\p{M}/gu, '')
          .replace(/(.)\1+/g, '$1');
        fc.pre(compared.length >= 6 && new Set(compared).size > 3);
        fc.pre(
          !text
            .replaceAll(' ', '')
            .replace(/(.)\1+/g, '$1')
            .includes(name.replace(/(.)\1+/g, '$1')),
        );
        const capital = name.charAt(0).toUpperCase() + name.slice(1);
        const moderated = {
          before: { title: null, body: put(from, capital) },
          after: { title: null, body: text },
        };
        const now = { title: null, body: text, tags: [] };
        expect(judgeKeeping([moderated], now, { ...now, body: put(to, disguise(capital)) })).toBe(
          'BRINGS_BACK',
        );
      }),
      { numRuns: 300 },
    );
  });

  test('what shares no word with the passage is the author’s to add', () => {
    fc.assert(
      fc.property(
        sentence,
        fc.array(fc.integer({ min: 100, max: 999 }), { maxLength: 10 }),
        (text, numbers) => {
          const moderated = {
            before: { title: null, body: `${text} Zzyzxholmen` },
            after: { title: null, body: text },
          };
          const now = { title: null, body: text, tags: [] };
          expect(judgeKeeping([moderated], now, { ...now, body: `${text} ${numbers.join(', ')}` })).toBe(
            'KEEPS',
          );
        },
      ),
    );
  });

  test('a long text of single letters, all of it moderated, is judged in a moment', async () => {
    const long = Array.from({ length: 10_000 }, (_, at) => letters[(at * 7) % letters.length]).join(' ');
    const other = [...long].reverse().join('');
    const moderated = { before: { title: null, body: long }, after: { title: null, body: other } };
    const kept = { title: null, body: other, tags: [] };
    const undone = { title: null, body: long, tags: [] };
    expect(await cpuTimeOf(() => judgeKeeping([moderated], kept, undone))).toBeLessThan(explodes);
  });
});
