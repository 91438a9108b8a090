import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passageAt, quotes, replacePassage } from '../../../moderation/passage.ts';

const anyText = fc.string({ unit: 'grapheme' });
const anyPlace = fc.record({
  start: fc.integer({ min: -2, max: 30 }),
  end: fc.integer({ min: -2, max: 30 }),
});

describe('a marked passage', () => {
  test('is what stands there, and replacing touches nothing else', () => {
    fc.assert(
      fc.property(anyText, anyPlace, anyText, (text, place, replacement) => {
        const passage = passageAt(text, place);
        if (passage === null) {
          expect(() => replacePassage(text, place, replacement)).toThrow(RangeError);
          return;
        }
        expect(passage.length).toBe(place.end - place.start);
        const before = text.slice(0, place.start);
        const after = text.slice(place.end);
        expect(before + passage + after).toBe(text);
        expect(replacePassage(text, place, replacement)).toBe(before + replacement + after);
      }),
    );
  });

  test('never cuts a character in two', () => {
    fc.assert(
      fc.property(anyText, anyPlace, (text, place) => {
        if (!text.isWellFormed()) return;
        const passage = passageAt(text, place);
        if (passage !== null) expect(passage.isWellFormed()).toBe(true);
      }),
    );
    expect(passageAt('a😀b', { start: 1, end: 2 })).toBeNull();
    expect(passageAt('a😀b', { start: 1, end: 3 })).toBe('😀');
  });

  test.each([
    [{ start: 3, end: 3 }],
    [{ start: 4, end: 2 }],
    [{ start: -1, end: 2 }],
    [{ start: 0, end: 99 }],
    [{ start: 0.5, end: 2 }],
    [{ start: Number.NaN, end: 2 }],
  ])('there is none at %j', (place) => {
    expect(passageAt('patienten', place)).toBeNull();
  });

  test('is found again in whatever case and spacing', () => {
    expect(quotes('Skriv inte ANNA  Svensson här', 'Anna Svensson')).toBe(true);
    expect(quotes('Skriv inte namnet här', 'Anna Svensson')).toBe(false);
  });
});
