import type { Brand } from '../platform/ids.ts';

export type WaitingEditId = Brand<'WaitingEditId'>;

/** A text of the author's that waits for a moderator, as she and moderators see it. */
export interface WaitingEdit {
  readonly id: WaitingEditId;
  /** Null for an answer. */
  readonly title: string | null;
  readonly body: string;
  /** Empty for an answer. */
  readonly tags: string[];
  /** A whole hour. */
  readonly savedAt: Date;
}
