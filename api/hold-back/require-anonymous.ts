import { z } from 'zod';
import { Refusal } from '../platform/refusal.ts';
import { type HoldBackWindow, holdBackWindows } from './types.ts';

/** Null, or left out: published at once. */
export const holdBackInput = z.enum(holdBackWindows).nullish();

/** Under one's name nothing is hidden by waiting. @throws Refusal INVALID_INPUT */
export function requireAnonymous(post: {
  anonymous: boolean;
  holdBack?: HoldBackWindow | null | undefined;
}): void {
  if (!post.holdBack || post.anonymous) return;
  throw Refusal.invalidInput([{ field: 'holdBack', code: 'HOLD_BACK_ANONYMOUS_ONLY' }]);
}
