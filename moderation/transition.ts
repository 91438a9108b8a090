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
}

/** The acts of a moderator, named as the decisions that record them. */
export const moderationActs = ['HIDE', 'UNHIDE', 'EDIT', 'DELETE', 'LOCK', 'UNLOCK', 'DISMISS'] as const;
export type ModerationAct = (typeof moderationActs)[number];

export type Transition = { ok: true; state: PostState } | { ok: false; refusal: 'MODERATION_NOT_POSSIBLE' };

/**
 * What becomes of a post when a moderator acts on it. Pure: the only place that decides it.
 *
 * DELETED and WITHDRAWN are tombstones: nothing brings them back, and all that is left to do is to dismiss the case.
 */
export function transition(state: PostState, act: ModerationAct): Transition {
  const { visibility } = state;
  if (act === 'DISMISS') return { ok: true, state };
  if (visibility === 'DELETED' || visibility === 'WITHDRAWN') return refused;
  switch (act) {
    case 'HIDE':
      return visibility === 'VISIBLE' ? { ok: true, state: { ...state, visibility: 'HIDDEN' } } : refused;
    case 'UNHIDE':
      return visibility === 'HIDDEN' ? { ok: true, state: { ...state, visibility: 'VISIBLE' } } : refused;
    case 'EDIT':
      return { ok: true, state: { ...state, editedByModeration: true } };
    case 'DELETE':
      return { ok: true, state: { ...state, visibility: 'DELETED' } };
    case 'LOCK':
    case 'UNLOCK': {
      const locked = act === 'LOCK';
      if (state.kind !== 'CONSULTATION' || state.locked === locked) return refused;
      return { ok: true, state: { ...state, locked } };
    }
  }
}

/** The acts that `transition` would accept now. */
export function possibleActions(state: PostState): ModerationAct[] {
  return moderationActs.filter((act) => transition(state, act).ok);
}

/** Locking leaves the flagged post itself to be decided; every other act decides the case. */
export function decidesCase(act: ModerationAct): boolean {
  return act !== 'LOCK' && act !== 'UNLOCK';
}

const refused: Transition = { ok: false, refusal: 'MODERATION_NOT_POSSIBLE' };
