import type { DecisionAction } from '../../graphql/moderation/graphql.ts';

export const appealedActs = [
  'HIDE',
  'EDIT',
  'DELETE',
  'LOCK',
  'WARN',
  'SUSPEND',
  'REMOVE_IMAGE',
  'BLUR_IMAGE',
] as const;
export type AppealedAct = (typeof appealedActs)[number];

/** The act as one of those that can be appealed. Whatever else a later version allows is shown as the mildest. */
export function appealedAct(action: DecisionAction): AppealedAct {
  return appealedActs.find((act) => act === action) ?? 'EDIT';
}
