import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../api/posts/one-face-per-text.ts';

describe('the words of a text (#30)', () => {
  it.each([
    ['Ta om Hb, och ferritin.', 'ta om hb och **ferritin**'],
    ['Rad ett\n\nRad två', 'Rad ett rad två!'],
    ['ﬁbrinogen 4 g', 'FIBRINOGEN   4 g'],
  ])('%j is %j', (one, other) => {
    expect(wordsOf(one)).toBe(wordsOf(other));
  });

  it.each([
    ['Hb 92', 'Hb 29'],
    ['Ge inte järn', 'Ge järn'],
    ['kissprov åt', 'kissprov at'],
    ['?!', '!?'],
  ])('%j is not %j', (one, other) => {
    expect(wordsOf(one)).not.toBe(wordsOf(other));
  });

  it('neither case nor what stands between the words makes a text another', () => {
    const word = fc.stringMatching(/^[a-zåäö0-9]{1,8}$/);
    const between = fc.constantFrom(' ', ', ', '\n\n', ' – ', '. ', '** ');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), between, (words, gap) => {
        expect(wordsOf(words.join(gap).toUpperCase())).toBe(wordsOf(words.join(' ')));
      }),
    );
  });
});
