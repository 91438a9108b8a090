import { type Partial, type VerifiedPartial, verifyPartial } from '../identity/crypto/partial.ts';
import type { Seal } from '../identity/crypto/seal.ts';
import { Refusal } from '../platform/refusal.ts';
import { RefusedAttempt } from './attempt.ts';
import type { LockedLookup } from './lock-lookup.ts';

/**
 * The partial as verified: of the very share that this admin was given, for this lookup.
 * @throws RefusedAttempt PARTIAL_INVALID that names the share and its holder, in the audit and by `field`.
 */
export function checkPartial(
  lookup: LockedLookup,
  seal: Seal,
  admin: string,
  partial: Partial,
  field: string,
): VerifiedPartial {
  const own = lookup.shareOf.get(admin);
  const result = verifyPartial(lookup.epoch, lookup, seal, partial);
  if (result.ok && partial.index === own) return result.partial;
  throw new RefusedAttempt(Refusal.invalidInput([{ field, code: 'PARTIAL_INVALID' }]), 'PARTIAL_INVALID', {
    holder: admin,
    share: own ?? null,
    givenShare: Number.isSafeInteger(partial.index) ? partial.index : null,
    why: result.ok ? 'another-share' : result.why,
  });
}
