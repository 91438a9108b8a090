import type { PhysicianProfile } from '../accounts/types.ts';

/**
 * Who wrote a post, as far as anyone may see. The anonymous member has no author: there is no way back from it.
 */
export type Byline = PhysicianByline | AliasByline | ErasedByline;

export interface PhysicianByline {
  readonly face: 'physician';
  readonly physician: PhysicianProfile;
  /** She asked the question, also under her name. False when she asked it anonymously (ANONYMITY 11). */
  readonly isAsker: boolean;
}

export interface AliasByline {
  readonly face: 'alias';
  /**
   * 0 for the asker of an anonymous question, 1, 2, … for colleagues in the order in which they appeared. Null: has not
   * appeared yet.
   */
  readonly number: number | null;
  readonly specialtyCode: string | null;
  readonly isAsker: boolean;
}

/** Its author has left, or it was anonymous and is withdrawn: an emptied post joins to no other. */
export interface ErasedByline {
  readonly face: 'erased';
  readonly isAsker: false;
}
