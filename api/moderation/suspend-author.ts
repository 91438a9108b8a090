import { suspensionDays } from '../../moderation/sanction-storage.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import type { Once } from '../once/once.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { actOnCase, type DecideInput } from './decide-case.ts';
import type { ModerationCase } from './types.ts';

export interface SuspendAuthorInput extends DecideInput {
  /** 1, 7, 30 or 90. */
  days: number;
}

/**
 * Keeps whoever wrote the post from writing, under any name, until the days are over. The moderator acts upon a face
 * and learns nothing of the person: the answer is the same whomever it hits, and whatever else she bears.
 *
 * What cannot be helped is told in docs/blind-sanctions.md: a colleague who falls silent.
 * @throws Refusal
 */
export async function suspendAuthor(
  services: Services,
  grant: ModeratorGrant,
  input: SuspendAuthorInput,
  once: Once | null = null,
): Promise<ModerationCase> {
  const days = suspensionDays.find((allowed) => allowed === input.days);
  if (!days) throw Refusal.invalidInput([{ field: 'days', code: 'SUSPENSION_DAYS_INVALID' }]);
  return actOnCase(services, grant, input, () => ({ kind: 'SUSPEND', days }), once);
}
