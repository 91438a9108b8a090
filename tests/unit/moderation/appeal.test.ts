import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AppealableAct,
  appealableActs,
  appealableUntil,
  isAppealable,
  type UndoFacts,
  undo,
} from '../../../moderation/appeal.ts';
import { imageActs } from '../../../moderation/image-acts.ts';
import { moderationActs, type PostState, transition } from '../../../moderation/transition.ts';

const anyVisibility = fc.constantFrom(
  'VISIBLE' as const,
  'HIDDEN' as const,
  'DELETED' as const,
  'WITHDRAWN' as const,
);
const anyState: fc.Arbitrary<PostState> = fc
  .record({
    kind: fc.constantFrom('CONSULTATION' as const, 'ANSWER' as const),
    visibility: anyVisibility,
    locked: fc.boolean(),
    editedByModeration: fc.boolean(),
    suspended: fc.boolean(),
    redaction: fc.constantFrom('NONE' as const, 'OPEN' as const, 'HIDING' as const),
    waitingEdit: fc.constant(false),
  })
  .map((state) => ({
    ...state,
    locked: state.kind === 'CONSULTATION' && state.locked,
    redaction: state.visibility === 'HIDDEN' ? state.redaction : ('NONE' as const),
  }));
const anyAct = fc.constantFrom(...appealableActs);
const anyActOnPost = fc.constantFrom('HIDE', 'EDIT', 'DELETE', 'LOCK', 'WARN', 'SUSPEND');
const anyFacts: fc.Arbitrary<UndoFacts> = fc.record({
  laterActs: fc.array(fc.constantFrom(...moderationActs), { maxLength: 4 }),
  earlierText: fc.constantFrom('KEPT' as const, 'DESTROYED' as const, 'OVERWRITTEN' as const),
  otherEdits: fc.boolean(),
  sanctionRuns: fc.boolean(),
  blurHolds: fc.boolean(),
});

/** Straight after the decision: nothing has happened since. */
const atOnce = (before: PostState): UndoFacts => ({
  laterActs: [],
  earlierText: 'KEPT',
  otherEdits: before.editedByModeration,
  sanctionRuns: true,
  blurHolds: true,
});

const undone = ['SHOWN', 'TEXT_RESTORED', 'UNLOCKED', 'WARNING_LIFTED', 'SUSPENSION_LIFTED'];

describe('what can be appealed', () => {
  test('what burdens the author, and nothing that relieves her', () => {
    expect([...moderationActs, ...imageActs].filter(isAppealable)).toEqual([
      'HIDE',
      'EDIT',
      'DELETE',
      'LOCK',
      'WARN',
      'SUSPEND',
      'REMOVE_IMAGE',
      'BLUR_IMAGE',
    ]);
  });

  test('for whole days from the hour of the decision', () => {
    const decidedAt = new Date('2026-11-21T12:00:00Z');
    expect(appealableUntil(decidedAt, 30)).toEqual(new Date('2026-12-21T12:00:00Z'));
  });
});

describe('overturning a decision', () => {
  test('at once gives back what was there, whatever was decided, but not what was destroyed', () => {
    fc.assert(
      fc.property(anyState, anyActOnPost, (before, act) => {
        const decided = transition(before, act);
        if (!decided.ok) return;
        const { state, effect } = undo(decided.state, act, atOnce(before));
        if (act === 'DELETE') {
          expect({ state, effect }).toEqual({ state: decided.state, effect: 'TEXT_DESTROYED' });
        } else {
          expect(undone).toContain(effect);
          // An edit has let a proposal fall, which marked a place in the text before it.
          expect(state).toEqual(act === 'EDIT' ? { ...before, redaction: 'NONE' } : before);
        }
      }),
    );
  });

  test('takes nothing away: it never hides, deletes, locks, suspends or proposes', () => {
    fc.assert(
      fc.property(anyState, anyAct, anyFacts, (before, act, facts) => {
        const { state } = undo(before, act, facts);
        expect([before.visibility, 'VISIBLE']).toContain(state.visibility);
        expect([before.locked, false]).toContain(state.locked);
        expect([before.suspended, false]).toContain(state.suspended);
        expect(state.kind).toBe(before.kind);
        if (before.redaction === 'NONE') expect(state.redaction).toBe('NONE');
      }),
    );
  });

  test('leaves a tombstone where it is', () => {
    fc.assert(
      fc.property(anyState, anyAct, anyFacts, (state, act, facts) => {
        if (state.visibility !== 'DELETED' && state.visibility !== 'WITHDRAWN') return;
        const after = undo(state, act, facts);
        expect({ ...after.state, suspended: null }).toEqual({ ...state, suspended: null });
        expect(['SHOWN', 'TEXT_RESTORED', 'UNLOCKED']).not.toContain(after.effect);
      }),
    );
  });

  test('says truly whether it changed anything', () => {
    fc.assert(
      fc.property(anyState, anyAct, anyFacts, (before, act, facts) => {
        const { state, effect } = undo(before, act, facts);
        const changes: Partial<Record<typeof effect, (keyof PostState)[]>> = {
          SHOWN: ['visibility', 'redaction'],
          UNLOCKED: ['locked'],
          SUSPENSION_LIFTED: ['suspended'],
          TEXT_RESTORED: ['editedByModeration', 'redaction'],
        };
        const matter = changes[effect] ?? [];
        for (const key of Object.keys(before) as (keyof PostState)[]) {
          if (!matter.includes(key)) expect(state[key], key).toBe(before[key]);
        }
        if (effect === 'SHOWN') expect([before.visibility, state.visibility]).toEqual(['HIDDEN', 'VISIBLE']);
        if (effect === 'UNLOCKED') expect([before.locked, state.locked]).toEqual([true, false]);
        if (effect === 'SUSPENSION_LIFTED')
          expect([before.suspended, state.suspended]).toEqual([true, false]);
      }),
    );
  });

  const replaced: [AppealableAct, PostState, UndoFacts['laterActs']][] = [
    ['HIDE', stateWith({ visibility: 'HIDDEN' }), ['UNHIDE', 'HIDE']],
    ['LOCK', stateWith({ locked: true }), ['UNLOCK', 'LOCK']],
  ];
  test.each(replaced)('does not undo a later %s that has taken its place', (act, state, laterActs) => {
    expect(undo(state, act, { ...atOnce(state), laterActs })).toEqual({ state, effect: 'NOTHING_LEFT' });
    expect(undo(state, act, atOnce(state)).effect).not.toBe('NOTHING_LEFT');
  });

  test('does not lift a suspension that another decision imposed', () => {
    const state = stateWith({ suspended: true });
    expect(undo(state, 'SUSPEND', { ...atOnce(state), sanctionRuns: false })).toEqual({
      state,
      effect: 'NOTHING_LEFT',
    });
  });

  test('of one image changes nothing of the post, and brings back what is there', () => {
    fc.assert(
      fc.property(anyState, anyFacts, (state, facts) => {
        const sharpened = facts.blurHolds ? 'IMAGE_SHARPENED' : 'NOTHING_LEFT';
        expect(undo(state, 'BLUR_IMAGE', facts)).toEqual({ state, effect: sharpened });
        expect(undo(state, 'REMOVE_IMAGE', facts)).toEqual({ state, effect: 'IMAGE_DESTROYED' });
      }),
    );
  });

  test('restores a text only where it is kept and nobody has changed it since', () => {
    const state = stateWith({ editedByModeration: true });
    const effects = (['KEPT', 'DESTROYED', 'OVERWRITTEN'] as const).map(
      (earlierText) => undo(state, 'EDIT', { ...atOnce(state), earlierText }).effect,
    );
    expect(effects).toEqual(['TEXT_RESTORED', 'TEXT_DESTROYED', 'TEXT_CHANGED_SINCE']);
  });

  test('takes the readers’ mark away only where no other edit of moderation stands in the text', () => {
    const state = stateWith({ editedByModeration: true });
    for (const otherEdits of [true, false]) {
      const after = undo(state, 'EDIT', { ...atOnce(state), otherEdits });
      expect(after.state.editedByModeration).toBe(otherEdits);
    }
  });
});

function stateWith(more: Partial<PostState>): PostState {
  return {
    kind: 'CONSULTATION',
    visibility: 'VISIBLE',
    locked: false,
    editedByModeration: false,
    suspended: false,
    redaction: 'NONE',
    waitingEdit: false,
    ...more,
  };
}
