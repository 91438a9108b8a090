import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerProposal,
  hideForRedaction,
  isTombstone,
  type ModerationAct,
  moderationActs,
  type PostState,
  possibleActions,
  redactionAnswers,
  transition,
} from '../../../moderation/transition.ts';

/** Only what is hidden can be hidden because of a proposal, and a tombstone has none. */
function possibleRedaction({ visibility, redaction }: PostState): PostState['redaction'] {
  if (visibility === 'DELETED' || visibility === 'WITHDRAWN') return 'NONE';
  return redaction === 'HIDING' && visibility === 'VISIBLE' ? 'OPEN' : redaction;
}

const anyState: fc.Arbitrary<PostState> = fc
  .record({
    kind: fc.constantFrom('CONSULTATION' as const, 'ANSWER' as const),
    visibility: fc.constantFrom('VISIBLE', 'HIDDEN', 'DELETED', 'WITHDRAWN'),
    locked: fc.boolean(),
    editedByModeration: fc.boolean(),
    suspended: fc.boolean(),
    redaction: fc.constantFrom('NONE' as const, 'OPEN' as const, 'HIDING' as const),
    waitingEdit: fc.boolean(),
  })
  .map((state) => (state.kind === 'ANSWER' ? { ...state, locked: false } : state))
  .map((state) => ({
    ...state,
    redaction: possibleRedaction(state),
    waitingEdit: state.waitingEdit && !isTombstone(state.visibility),
  }));
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
  suspended: false,
  redaction: 'NONE',
  waitingEdit: false,
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
        const tombstone: PostState = { ...state, visibility, waitingEdit: false, redaction: 'NONE' };
        expect({ ...stateAfter(tombstone, acts), suspended: null }).toEqual({
          ...tombstone,
          suspended: null,
        });
        // Its author can still be spoken to: taking a post away is no way out of a sanction.
        expect(possibleActions(tombstone)).toEqual(['WARN', state.suspended ? 'LIFT' : 'SUSPEND', 'DISMISS']);
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

  test('lifting a suspension gives back what was there', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const suspended = transition(state, 'SUSPEND');
        if (suspended.ok) expect(transition(suspended.state, 'LIFT')).toEqual({ ok: true, state });
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

  test('no act can be done twice in a row, but editing, warning and dismissing', () => {
    fc.assert(
      fc.property(anyState, anyAct, (state, act) => {
        const once = transition(state, act);
        if (once.ok && act !== 'EDIT' && act !== 'WARN' && act !== 'DISMISS')
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
          UNHIDE: ['visibility', 'redaction'],
          DELETE: ['visibility', 'redaction', 'waitingEdit'],
          EDIT: ['editedByModeration', 'redaction', 'waitingEdit'],
          ACCEPT_EDIT: ['redaction', 'waitingEdit'],
          REFUSE_EDIT: ['waitingEdit'],
          PROPOSE_REDACTION: ['redaction'],
          WARN: [],
          SUSPEND: ['suspended'],
          LIFT: ['suspended'],
          LOCK: ['locked'],
          UNLOCK: ['locked'],
          DISMISS: [],
        };
        for (const key of Object.keys(state) as (keyof PostState)[]) {
          if (!matter[act].includes(key)) expect(after.state[key]).toBe(state[key]);
        }
      }),
    );
  });
});

describe('an edit that waits', () => {
  test('can be accepted or refused once, and then no more waits', () => {
    fc.assert(
      fc.property(anyState, fc.constantFrom('ACCEPT_EDIT' as const, 'REFUSE_EDIT' as const), (state, act) => {
        const after = transition(state, act);
        expect(after.ok).toBe(state.waitingEdit);
        if (!after.ok) return;
        expect(after.state.waitingEdit).toBe(false);
        for (const again of ['ACCEPT_EDIT', 'REFUSE_EDIT'] as const)
          expect(transition(after.state, again).ok).toBe(false);
      }),
    );
  });

  test('keeps its case from being dismissed', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(transition(state, 'DISMISS').ok).toBe(!state.waitingEdit);
      }),
    );
  });

  test('ends with the text that it was made from', () => {
    const waiting = { ...visible, waitingEdit: true };
    for (const act of ['EDIT', 'DELETE'] as const)
      expect(transition(waiting, act)).toMatchObject({ state: { waitingEdit: false } });
    for (const answer of redactionAnswers) {
      const after = answerProposal({ ...waiting, redaction: 'OPEN' }, answer);
      expect(after).toMatchObject({ state: { waitingEdit: answer === 'DECLINED' } });
    }
  });
});

/** A moderator's act, hiding for a redaction, or the author's answer. */
const anyStep = fc.oneof(
  anyAct.map((act) => (state: PostState) => transition(state, act)),
  fc.constant((state: PostState) => ({ ok: true as const, state: hideForRedaction(state) })),
  fc.constantFrom(...redactionAnswers).map((answer) => (state: PostState) => answerProposal(state, answer)),
);

describe('a proposed redaction', () => {
  test('never shows what was hidden for another reason, and never leaves hidden what it alone had hidden', () => {
    fc.assert(
      fc.property(anyState, fc.constantFrom('ACCEPTED' as const, 'REPLACED' as const), (state, answer) => {
        const proposed = transition(state, 'PROPOSE_REDACTION');
        if (!proposed.ok) return;
        for (const hide of [true, false]) {
          const waiting = hide ? hideForRedaction(proposed.state) : proposed.state;
          if (hide) expect(waiting.visibility).toBe('HIDDEN');
          const after = answerProposal(waiting, answer);
          expect(after.ok && after.state.visibility).toBe(state.visibility);
        }
      }),
    );
  });

  test('what a moderator hides while it waits stays hidden after the answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...redactionAnswers), (answer) => {
        const acts = ['UNHIDE', 'HIDE'] as const;
        const waiting = hideForRedaction({ ...visible, redaction: 'OPEN' });
        const hidden = stateAfter(waiting, acts);
        const after = answerProposal(hidden, answer);
        expect(after.ok && after.state.visibility).toBe('HIDDEN');
      }),
    );
  });

  test('declined, the post stays as it is, and another can be proposed', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const after = answerProposal(state, 'DECLINED');
        expect(after.ok).toBe(state.redaction !== 'NONE');
        if (!after.ok) return;
        expect(after.state).toEqual({ ...state, redaction: 'NONE' });
        expect(possibleActions(after.state)).toContain('PROPOSE_REDACTION');
      }),
    );
  });

  test('is answered once', () => {
    fc.assert(
      fc.property(
        anyState,
        fc.constantFrom(...redactionAnswers),
        fc.constantFrom(...redactionAnswers),
        (state, one, two) => {
          const after = answerProposal(state, one);
          if (after.ok) expect(answerProposal(after.state, two).ok).toBe(false);
        },
      ),
    );
  });

  test('hides only what is hidden, and is gone with the post, whatever is done in whatever order', () => {
    fc.assert(
      fc.property(anyState, fc.array(anyStep, { maxLength: 15 }), (state, steps) => {
        let now = state;
        for (const step of steps) {
          const after = step(now);
          if (after.ok) now = after.state;
          expect(now.redaction).toBe(possibleRedaction(now));
        }
      }),
    );
  });
});
