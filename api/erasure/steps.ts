import { eraseSessions } from '../access/erase-sessions.ts';
import { eraseAccount } from '../accounts/erase-account.ts';
import { eraseExports } from '../exports/erase-exports.ts';
import { deleteClaims } from '../identity/own-claims.ts';
import { eraseMail } from '../mail/erase-mail.ts';
import { eraseModerator } from '../moderation/erase-moderator.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { eraseNamedPosts } from '../posts/erase-named-posts.ts';
import { eraseSanctions } from '../sanctions/erase-sanctions.ts';
import type { Services } from '../services.ts';
import { eraseTerms } from '../terms/erase-terms.ts';
import { eraseAnonymousPosts, eraseMarksAndFlags } from './spread-over-time.ts';
import type { ErasureStep, Stage, StepContext, StepOutcome } from './types.ts';

/** A step of ours that is done when its function has returned. */
export function ours(
  name: string,
  stage: Stage,
  erase: (services: Services, physicianId: PhysicianId) => Promise<void>,
): ErasureStep {
  return {
    name,
    stage,
    async run({ services, physicianId }) {
      await erase(services, physicianId);
      return { state: 'DONE' };
    },
  };
}

/**
 * Everything that an erasure does, in this order: whoever keeps something of a person adds a line. The names are what is
 * stored and shown (web/locales: erasure.steps), so they never change.
 */
export const steps: readonly ErasureStep[] = [
  // Nothing new can come.
  ours('sessions', 'SHUT', eraseSessions),

  // What we keep of her. Run once more before the account goes, for what a request under way still wrote.
  ours('named_posts', 'ERASE', eraseNamedPosts),
  { name: 'anonymous_posts', stage: 'ERASE', run: eraseAnonymousPosts, points: ['alias'] },
  { name: 'marks_and_flags', stage: 'ERASE', run: eraseMarksAndFlags, points: ['marks'] },
  ours('sanctions', 'ERASE', eraseSanctions),
  ours('moderation', 'ERASE', eraseModerator),
  ours('exports', 'ERASE', eraseExports),
  ours('mail', 'ERASE', eraseMail),
  ours('terms', 'ERASE', eraseTerms),

  { name: 'last_round', stage: 'ACCOUNT', run: runAgain },
  // The claims as a whole, when no alias of hers is left; the account last.
  ours('claims', 'ACCOUNT', async ({ db, keyring }, physicianId) => {
    await deleteClaims(db.service, keyring, physicianId, 'all');
  }),
  ours('last_sessions', 'ACCOUNT', eraseSessions),
  ours('account', 'ACCOUNT', eraseAccount),
];

async function runAgain(context: StepContext): Promise<StepOutcome> {
  for (const step of steps.filter(({ stage }) => stage === 'ERASE')) {
    const outcome = await step.run({ ...context, note: null, setNote: async () => undefined });
    if (outcome.state !== 'DONE' && outcome.state !== 'NOT_APPLICABLE') return outcome;
  }
  return { state: 'DONE' };
}

/** Every moment at which an erasure can be cut off, by name: what a test of crashes goes through. */
export function faultPoints(of: readonly ErasureStep[] = steps): string[] {
  return of.flatMap(({ name, points = [] }) => [
    `${name}:before`,
    ...points.map((point) => `${name}:${point}`),
    `${name}:after`,
  ]);
}
