import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  judgeAnswering,
  judgeAnswerWithdrawal,
  judgeConsultationWithdrawal,
  judgeEdit,
  judgeHelpfulMark,
  judgeSolving,
  mayReadText,
  mayReadThread,
} from '../../../api/posts/policy.ts';

const visibilities = ['VISIBLE', 'HIDDEN', 'DELETED', 'WITHDRAWN', 'HELD'] as const;
const visibility = fc.constantFrom(...visibilities);

describe('reading', () => {
  test('what is visible, all read; a tombstone’s text nobody', () => {
    fc.assert(
      fc.property(visibility, fc.boolean(), (state, isMine) => {
        const text = mayReadText(state, isMine);
        if (state === 'VISIBLE') expect(text).toBe(true);
        if (state === 'DELETED' || state === 'WITHDRAWN') expect(text).toBe(false);
        if (state === 'HIDDEN' || state === 'HELD') expect(text).toBe(isMine);
      }),
    );
  });

  test('nobody but the asker ever finds a hidden or held question, however many answers stand below it', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('HIDDEN', 'HELD'), (answerCount, state) => {
        expect(mayReadThread({ visibility: state, answerCount }, { asked: false })).toBe(false);
        expect(mayReadThread({ visibility: state, answerCount }, { asked: true })).toBe(true);
      }),
    );
  });

  test.each(['DELETED', 'WITHDRAWN'] as const)(
    'a question that was %s is found while answers stand',
    (state) => {
      expect(mayReadThread({ visibility: state, answerCount: 1 }, { asked: false })).toBe(true);
      expect(mayReadThread({ visibility: state, answerCount: 0 }, { asked: false })).toBe(false);
      expect(mayReadThread({ visibility: state, answerCount: 0 }, { asked: true })).toBe(true);
    },
  );
});

describe('changing', () => {
  test('what is not hers she cannot change, whatever its state', () => {
    fc.assert(
      fc.property(visibility, fc.boolean(), (state, locked) => {
        expect(judgeEdit({ visibility: state, locked }, false)).toBe('NOT_YOUR_POST');
        expect(judgeConsultationWithdrawal(state, false)).toBe('NOT_YOUR_POST');
        expect(judgeAnswerWithdrawal(state, false)).toBe('NOT_YOUR_POST');
        expect(judgeSolving(state, false)).toBe('NOT_YOUR_POST');
      }),
    );
  });

  test('her own text: while visible and not locked, or while nobody has read it', () => {
    for (const state of visibilities) {
      for (const locked of [false, true]) {
        const open = state === 'HELD' || (state === 'VISIBLE' && !locked);
        const expected = open ? null : 'POST_NOT_EDITABLE';
        expect(judgeEdit({ visibility: state, locked }, true)).toBe(expected);
      }
    }
  });

  test('her withdrawal: a hidden answer too, a hidden question not', () => {
    expect(visibilities.filter((state) => judgeAnswerWithdrawal(state, true) === null)).toEqual([
      'VISIBLE',
      'HIDDEN',
      'HELD',
    ]);
    expect(visibilities.filter((state) => judgeConsultationWithdrawal(state, true) === null)).toEqual([
      'VISIBLE',
      'HELD',
    ]);
  });

  test('answers come to a visible and open question only', () => {
    expect(judgeAnswering({ visibility: 'VISIBLE', locked: false })).toBeNull();
    expect(judgeAnswering({ visibility: 'VISIBLE', locked: true })).toBe('CONSULTATION_LOCKED');
    for (const state of ['HIDDEN', 'DELETED', 'WITHDRAWN', 'HELD'] as const) {
      expect(judgeAnswering({ visibility: state, locked: false })).toBe('CONSULTATION_CLOSED');
    }
  });

  test('helpful marks are for others’ visible answers', () => {
    fc.assert(
      fc.property(visibility, (state) => {
        expect(judgeHelpfulMark(state, true)).toBe('OWN_ANSWER_NOT_MARKABLE');
        expect(judgeHelpfulMark(state, false)).toBe(state === 'VISIBLE' ? null : 'POST_NOT_EDITABLE');
      }),
    );
  });
});
