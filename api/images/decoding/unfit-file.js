/** @import { RefusalCode } from '../../platform/refusal-sentences.ts' */

/** What is wrong with a file. Not the service's `Refusal`, whose sentences a decoder has no use for. */
export class UnfitFile extends Error {
  /** @param {RefusalCode} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}
