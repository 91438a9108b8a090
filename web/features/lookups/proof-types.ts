import type { LookupStatement, PartialInput, ProofError } from './protocol/prove-partial.ts';
import type { ShareFileError } from './protocol/share-file.ts';

export interface ProofTask {
  /** The text of the share file. */
  file: string;
  passphrase: string;
  /** Which share the viewer holds in the lookup's epoch. */
  index: number;
  lookup: LookupStatement;
}

/** other-admin: the file holds somebody else's share. failed: something nobody foresaw. */
export type ProofProblem = ShareFileError['code'] | ProofError['code'] | 'other-admin' | 'failed';

export type ProofAnswer =
  | { ok: true; partial: PartialInput }
  | {
      ok: false;
      problem: ProofProblem;
      /** With other-admin: which share it is. */
      index: number | null;
    };
