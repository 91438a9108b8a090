import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ModerationAct,
  moderationActs,
  type PostState,
  possibleActions,
  transition,
} from '../../../moderation/transition.ts';

const anyState: fc.Arbitrary<PostState> = fc
  .record({
    kind: fc.constantFrom('CONSULTATION' as const, 'ANSWER' as const),
    visibility: fc.constantFrom('VISIBLE', 'HIDDEN', 'DELETED', 'WITHDRAWN'),
    locked: fc.boolean(),
    editedByModeration: fc.boolean(),
  })
  .map((state) => (state.kind === 'ANSWER' ? { ...state, locked: false } : state));
const anyAct = fc.constantFrom(...moderationActs);
const anyActs = fc.array(anyAct, { maxLength: 12 });

/** Refused acts leave the post as it was. */
function stateAfter(state: PostState, acts: readonly ModerationAct[]): PostState {
  return acts.reduce((before, act) => {
    const after = transition(before, act);
    return after.ok ? after.state : before;
  }, state);
}

const visible: PostState = {
  kind: 'CONSULTATION',
  visibility: 'VISIBLE',
  locked: false,
  editedByModeration: false,
};

describe('what moderation can do to a post', () => {
  test('the acts that are offered are accepted, and all others refused', () => {
    fc.assert(
      fc.property(anyState, anyAct, (state, act) => {
        expect(transition(state, act).ok).toBe(possibleActions(state).includes(act));
      }),
    );
  });

  test('a tombstone stays as it is, whoever made it', () => {
    fc.assert(
      fc.property(anyState, fc.constantFrom('DELETED', 'WITHDRAWN'), anyActs, (state, visibility, acts) => {
        const tombstone: PostState = { ...state, visibility };
        expect(stateAfter(tombstone, acts)).toEqual(tombstone);
        expect(possibleActions(tombstone)).toEqual(['DISMISS']);
      }),
    );
  });

  test('deleted is final', () => {
    fc.assert(
      fc.property(anyState, anyActs, anyActs, (state, before, after) => {
        const deleted = transition(stateAfter(state, before), 'DELETE');
        if (deleted.ok) expect(stateAfter(deleted.state, after).visibility).toBe('DELETED');
      }),
    );
  });

  test('moderation never makes a post withdrawn: only its author does', () => {
    fc.assert(
      fc.property(anyState, anyActs, (state, acts) => {
        if (state.visibility !== 'WITHDRAWN') {
          expect(stateAfter(state, acts).visibility).not.toBe('WITHDRAWN');
        }
      }),
    );
  });

  test('showing again what was hidden gives back what was there', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const hidden = transition(state, 'HIDE');
        if (hidden.ok) expect(transition(hidden.state, 'UNHIDE')).toEqual({ ok: true, state });
      }),
    );
  });

  test('unlocking what was locked gives back what was there', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const locked = transition(state, 'LOCK');
        if (locked.ok) expect(transition(locked.state, 'UNLOCK')).toEqual({ ok: true, state });
      }),
    );
  });

  test('no act can be done twice in a row, but editing and dismissing', () => {
    fc.assert(
      fc.property(anyState, anyAct, (state, act) => {
        const once = transition(state, act);
        if (once.ok && act !== 'EDIT' && act !== 'DISMISS')
          expect(transition(once.state, act).ok).toBe(false);
      }),
    );
  });

  test('only consultations are locked', () => {
    fc.assert(
      fc.property(anyState, anyActs, (state, acts) => {
        const answer: PostState = { ...state, kind: 'ANSWER', locked: false };
        expect(stateAfter(answer, acts).locked).toBe(false);
        expect(possibleActions(answer)).not.toContain('LOCK');
        expect(possibleActions(answer)).not.toContain('UNLOCK');
      }),
    );
    expect(possibleActions(visible)).toContain('LOCK');
    expect(possibleActions({ ...visible, locked: true })).toContain('UNLOCK');
  });

  test('the mark "edited by moderation" comes with an edit only, and stays', () => {
    fc.assert(
      fc.property(anyState, anyAct, anyActs, (state, act, later) => {
        const after = transition(state, act);
        if (!after.ok) return;
        expect(after.state.editedByModeration).toBe(state.editedByModeration || act === 'EDIT');
        if (act === 'EDIT') expect(stateAfter(after.state, later).editedByModeration).toBe(true);
      }),
    );
  });

  test('an act touches nothing but its own matter', () => {
    fc.assert(
      fc.property(anyState, anyAct, (state, act) => {
        const after = transition(state, act);
        if (!after.ok) return;
        const matter: Record<ModerationAct, (keyof PostState)[]> = {
          HIDE: ['visibility'],
          UNHIDE: ['visibility'],
          DELETE: ['visibility'],
          EDIT: ['editedByModeration'],
          LOCK: ['locked'],
          UNLOCK: ['locked'],
          DISMISS: [],
        };
        for (const key of ['kind', 'visibility', 'locked', 'editedByModeration'] as const) {
          if (!matter[act].includes(key)) expect(after.state[key]).toBe(state[key]);
        }
      }),
    );
  });
});
