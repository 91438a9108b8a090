import type { LockedPost } from '../../moderation/post-storage.ts';
import { findWaitingEdit, type WaitingEdit } from '../../moderation/waiting-edit-storage.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import type { Once } from '../once/once.ts';
import type { Tx } from '../platform/database/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { actOnCase, type DecideInput } from './decide-case.ts';
import type { ModerationCase } from './types.ts';

export interface AcceptEditInput {
  caseId: string;
  /** The waiting edit that the moderator has read. */
  editId: string;
  /** The statement of reasons. */
  statement: string;
}

export interface RefuseEditInput extends AcceptEditInput, DecideInput {}

/** The author's text becomes the post's. @throws Refusal EDIT_CHANGED where another waits by now, or none. */
export async function acceptEdit(
  services: Services,
  grant: ModeratorGrant,
  input: AcceptEditInput,
  once: Once | null = null,
): Promise<ModerationCase> {
  const actOn = async ({ ref }: LockedPost, tx: Tx) => {
    const edit = await requireEdit(tx, ref, input.editId);
    return { kind: 'ACCEPT_EDIT', edit } as const;
  };
  return actOnCase(services, grant, { ...input, rule: null }, actOn, once);
}

/** The author's text is destroyed, and the post stays as it is. @throws Refusal as `acceptEdit` */
export async function refuseEdit(
  services: Services,
  grant: ModeratorGrant,
  input: RefuseEditInput,
  once: Once | null = null,
): Promise<ModerationCase> {
  const actOn = async ({ ref }: LockedPost, tx: Tx) => {
    await requireEdit(tx, ref, input.editId);
    return { kind: 'REFUSE_EDIT' } as const;
  };
  return actOnCase(services, grant, input, actOn, once);
}

/** Under the lock of the post. */
async function requireEdit(tx: Tx, ref: LockedPost['ref'], id: string): Promise<WaitingEdit> {
  const edit = await findWaitingEdit(tx, ref);
  if (edit?.id !== id) throw Refusal.notAllowed('EDIT_CHANGED');
  return edit;
}
