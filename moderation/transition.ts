import type { Visibility } from '../prisma/client/enums.ts';

export type PostKind = 'CONSULTATION' | 'ANSWER';

/** What moderation knows of a post. Not who wrote it, and not what it says. */
export interface PostState {
  readonly kind: PostKind;
  readonly visibility: Visibility;
  /** Of a consultation: it takes no new answers. Always false for an answer. */
  readonly locked: boolean;
  /** Once true, true for good: readers are told for ever. */
  readonly editedByModeration: boolean;
  /**
   * A suspension runs that was decided on this very post. Others that its author may bear are not looked at: what a
   * moderator can do here must not tell her of them.
   */
  readonly suspended: boolean;
  /** Whether a redaction is proposed, HIDING: and the post hidden until its author has answered. */
  readonly redaction: 'NONE' | 'OPEN' | 'HIDING';
  /** A text of the author's that undoes what moderation has made of the post waits for a moderator. */
  readonly waitingEdit: boolean;
  /** Hidden by moderation, and then emptied by its author's erasure: shown again, it is a tombstone. */
  readonly emptied?: boolean;
}

/** The acts of a moderator, named as the decisions that record them. */
export const moderationActs = [
  'HIDE',
  'UNHIDE',
  'EDIT',
  'ACCEPT_EDIT',
  'REFUSE_EDIT',
  'PROPOSE_REDACTION',
  'DELETE',
  'LOCK',
  'UNLOCK',
  'WARN',
  'SUSPEND',
  'LIFT',
  'DISMISS',
] as const;
export type ModerationAct = (typeof moderationActs)[number];

/** What the author may say to a proposed redaction: as proposed, in her own words, or no. */
export const redactionAnswers = ['ACCEPTED', 'REPLACED', 'DECLINED'] as const;
export type RedactionAnswer = (typeof redactionAnswers)[number];

export type Transition = { ok: true; state: PostState } | { ok: false; refusal: 'MODERATION_NOT_POSSIBLE' };

/**
 * What becomes of a post when a moderator acts on it. Pure: the only place that decides it.
 *
 * DELETED and WITHDRAWN are tombstones: nothing brings them back. What is left to do is to dismiss the case, or to speak
 * to the author: she does not escape it by taking the post away.
 * @param act PROPOSE_REDACTION proposes without hiding; `hideForRedaction` hides.
 */
export function transition(state: PostState, act: ModerationAct): Transition {
  const { visibility } = state;
  // Nobody but its author can tell that it exists.
  if (visibility === 'HELD') return refused;
  switch (act) {
    case 'DISMISS':
      // The author is owed an answer.
      return state.waitingEdit ? refused : { ok: true, state };
    case 'WARN':
      return { ok: true, state };
    case 'SUSPEND':
    case 'LIFT': {
      const suspended = act === 'SUSPEND';
      return state.suspended === suspended ? refused : { ok: true, state: { ...state, suspended } };
    }
  }
  if (isTombstone(visibility)) return refused;
  switch (act) {
    case 'HIDE':
      return visibility === 'VISIBLE' ? { ok: true, state: { ...state, visibility: 'HIDDEN' } } : refused;
    case 'UNHIDE': {
      if (visibility !== 'HIDDEN') return refused;
      if (state.emptied) return { ok: true, state: { ...state, visibility: 'WITHDRAWN' } };
      const redaction = state.redaction === 'HIDING' ? 'OPEN' : state.redaction;
      return { ok: true, state: { ...state, visibility: 'VISIBLE', redaction } };
    }
    case 'EDIT':
      if (state.emptied) return refused;
      // The proposal marked a place in a text that is no more, and what waits was made from it.
      return {
        ok: true,
        state: { ...state, editedByModeration: true, redaction: 'NONE', waitingEdit: false },
      };
    case 'ACCEPT_EDIT':
      if (!state.waitingEdit || state.emptied) return refused;
      return { ok: true, state: { ...state, redaction: 'NONE', waitingEdit: false } };
    case 'REFUSE_EDIT':
      return state.waitingEdit ? { ok: true, state: { ...state, waitingEdit: false } } : refused;
    case 'PROPOSE_REDACTION':
      if (state.emptied) return refused;
      return state.redaction === 'NONE' ? { ok: true, state: { ...state, redaction: 'OPEN' } } : refused;
    case 'DELETE':
      return { ok: true, state: { ...state, visibility: 'DELETED', redaction: 'NONE', waitingEdit: false } };
    case 'LOCK':
    case 'UNLOCK': {
      const locked = act === 'LOCK';
      if (state.kind !== 'CONSULTATION' || state.locked === locked) return refused;
      return { ok: true, state: { ...state, locked } };
    }
  }
}

/** A post with an open proposal, out of sight until the author answers. One that was hidden before stays so after. */
export function hideForRedaction(state: PostState): PostState {
  return state.redaction === 'OPEN' && state.visibility === 'VISIBLE'
    ? { ...state, visibility: 'HIDDEN', redaction: 'HIDING' }
    : state;
}

/**
 * What becomes of a post when its author answers a proposal. Taken away, the passage no longer keeps the post hidden;
 * declined, it stays as it is and the case goes back to the moderators.
 */
export function answerProposal(state: PostState, answer: RedactionAnswer): Transition {
  if (state.redaction === 'NONE' || isTombstone(state.visibility)) return refused;
  if (answer === 'DECLINED') return { ok: true, state: { ...state, redaction: 'NONE' } };
  return {
    ok: true,
    state: {
      ...state,
      redaction: 'NONE',
      waitingEdit: false,
      visibility: state.redaction === 'HIDING' ? 'VISIBLE' : state.visibility,
      editedByModeration: state.editedByModeration || answer === 'ACCEPTED',
    },
  };
}

/** The acts that `transition` would accept now. */
export function possibleActions(state: PostState): ModerationAct[] {
  return moderationActs.filter((act) => transition(state, act).ok);
}

export function isTombstone(visibility: Visibility): boolean {
  return visibility === 'DELETED' || visibility === 'WITHDRAWN';
}

const refused: Transition = { ok: false, refusal: 'MODERATION_NOT_POSSIBLE' };
