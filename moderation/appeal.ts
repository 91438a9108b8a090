import type { AppealEffect, DecisionAction } from '../prisma/client/enums.ts';
import type { ImageAct } from './image-acts.ts';
import { type ModerationAct, type PostState, transition } from './transition.ts';

/** The acts that burden an author: she can object to each, once. */
export const appealableActs = [
  'HIDE',
  'EDIT',
  'DELETE',
  'LOCK',
  'WARN',
  'SUSPEND',
  'REMOVE_IMAGE',
  'BLUR_IMAGE',
] as const satisfies (ModerationAct | ImageAct)[];
export type AppealableAct = (typeof appealableActs)[number];

export function isAppealable(act: DecisionAction): act is AppealableAct {
  return appealableActs.some((appealable) => appealable === act);
}

/** The end of the time in which a decision can be appealed: a whole hour, as `decidedAt` is. */
export function appealableUntil(decidedAt: Date, days: number): Date {
  return new Date(decidedAt.getTime() + days * 24 * 3_600_000);
}

/** What must be known beside the post's state to undo a decision on it. */
export interface UndoFacts {
  /** What was decided on the post after it. */
  readonly laterActs: readonly DecisionAction[];
  /** Of an EDIT. OVERWRITTEN: somebody has changed the text since. */
  readonly earlierText: 'KEPT' | 'DESTROYED' | 'OVERWRITTEN';
  /** Other changes by moderation stand in the text: readers are still told of them. */
  readonly otherEdits: boolean;
  /** The warning or suspension that it imposed has not ended. */
  readonly sanctionRuns: boolean;
  /** Of a BLUR_IMAGE: the picture is there, and blurred by this very decision. */
  readonly blurHolds: boolean;
}

export interface Undone {
  readonly state: PostState;
  readonly effect: AppealEffect;
}

/**
 * What becomes of a post when a decision on it is overturned. Pure, and through `transition`: what a moderator could not
 * do, an appeal cannot. Only the decision's own doing is undone. Where another decision has taken its place, or the post is
 * gone, there is nothing left to undo; a destroyed text or picture does not come back.
 */
export function undo(state: PostState, act: AppealableAct, facts: UndoFacts): Undone {
  const nothing = (effect: AppealEffect): Undone => ({ state, effect });
  const through = (reverse: ModerationAct, effect: AppealEffect): Undone => {
    const after = transition(state, reverse);
    return after.ok ? { state: after.state, effect } : nothing('NOTHING_LEFT');
  };
  const replacedBy = (...acts: DecisionAction[]) => facts.laterActs.some((later) => acts.includes(later));
  switch (act) {
    case 'HIDE':
      return replacedBy('HIDE', 'UNHIDE') ? nothing('NOTHING_LEFT') : through('UNHIDE', 'SHOWN');
    case 'LOCK':
      return replacedBy('LOCK', 'UNLOCK') ? nothing('NOTHING_LEFT') : through('UNLOCK', 'UNLOCKED');
    case 'SUSPEND':
      return facts.sanctionRuns ? through('LIFT', 'SUSPENSION_LIFTED') : nothing('NOTHING_LEFT');
    case 'WARN':
      return nothing(facts.sanctionRuns ? 'WARNING_LIFTED' : 'NOTHING_LEFT');
    case 'DELETE':
      return nothing('TEXT_DESTROYED');
    case 'REMOVE_IMAGE':
      return nothing('IMAGE_DESTROYED');
    case 'BLUR_IMAGE':
      return nothing(facts.blurHolds ? 'IMAGE_SHARPENED' : 'NOTHING_LEFT');
    case 'EDIT': {
      if (facts.earlierText === 'DESTROYED') return nothing('TEXT_DESTROYED');
      if (facts.earlierText === 'OVERWRITTEN') return nothing('TEXT_CHANGED_SINCE');
      const { state: after, effect } = through('EDIT', 'TEXT_RESTORED');
      if (effect !== 'TEXT_RESTORED') return nothing(effect);
      // The words are the author's own again.
      return { state: { ...after, editedByModeration: facts.otherEdits }, effect };
    }
  }
}
