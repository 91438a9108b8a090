import { eraseSessions } from '../access/erase-sessions.ts';
import { eraseAccount } from '../accounts/erase-account.ts';
import { eraseAppeals } from '../appeals/erase-appeals.ts';
import { eraseExports } from '../exports/erase-exports.ts';
import { deleteOwnClaims } from '../identity/own-claims.ts';
import { eraseImages } from '../images/erase-images.ts';
import { eraseMail } from '../mail/erase-mail.ts';
import { eraseModerator } from '../moderation/erase-moderator.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { eraseNamedPosts } from '../posts/erase-named-posts.ts';
import { eraseSanctions } from '../sanctions/erase-sanctions.ts';
import type { Services } from '../services.ts';
import { eraseTelemetry } from '../telemetry/erase-telemetry.ts';
import { eraseTerms } from '../terms/erase-terms.ts';
import { deleteBugsnagErrors } from './at-bugsnag.ts';
import { unlinkAtHoneycomb } from './at-honeycomb.ts';
import { deleteMixpanelEvents, deleteMixpanelProfile } from './at-mixpanel.ts';
import { emptyStorage } from './empty-storage.ts';
import { sayFarewell } from './farewell.ts';
import { forgetPseudonyms } from './pseudonyms.ts';
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
    async run(context) {
      if (!context.accountIsGone) await erase(context.services, context.physicianId);
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
  ours('mail', 'SHUT', eraseMail),
  ours('consents_and_queue', 'SHUT', eraseTelemetry),
  { name: 'pseudonyms', stage: 'SHUT', run: forgetPseudonyms, points: ['remembered'] },

  // What we keep of her. Run once more before the account goes, for what a request under way still wrote.
  ours('named_posts', 'ERASE', eraseNamedPosts),
  { name: 'anonymous_posts', stage: 'ERASE', run: eraseAnonymousPosts, points: ['alias'] },
  { name: 'marks_and_flags', stage: 'ERASE', run: eraseMarksAndFlags, points: ['marks'] },
  ours('sanctions', 'ERASE', eraseSanctions),
  ours('moderation', 'ERASE', eraseModerator),
  ours('appeals', 'ERASE', eraseAppeals),
  ours('images', 'ERASE', eraseImages),
  ours('exports', 'ERASE', eraseExports),
  ours('terms', 'ERASE', eraseTerms),

  // What others keep of her, by the pseudonyms that are remembered for this alone.
  {
    name: 'mixpanel_profile',
    stage: 'PROCESSORS',
    run: deleteMixpanelProfile,
    points: ['call', 'answered'],
  },
  {
    name: 'mixpanel_events',
    stage: 'PROCESSORS',
    run: deleteMixpanelEvents,
    points: ['request', 'requested', 'poll', 'polled'],
  },
  {
    name: 'bugsnag',
    stage: 'PROCESSORS',
    run: deleteBugsnagErrors,
    points: ['create', 'created', 'poll', 'polled', 'confirm', 'confirmed'],
  },
  { name: 'honeycomb', stage: 'PROCESSORS', run: unlinkAtHoneycomb },
  // No register is connected: licences are looked at by technical admins, and nobody is told of changes.
  {
    name: 'licence_register',
    stage: 'PROCESSORS',
    run: async () => ({ state: 'NOT_APPLICABLE', answer: 'NO_REGISTER' }),
  },

  { name: 'last_round', stage: 'ACCOUNT', run: runAgain },
  { name: 'files', stage: 'ACCOUNT', run: emptyStorage },
  // The claims as a whole, when no alias of hers is left; the account last.
  ours('claims', 'ACCOUNT', async ({ db, keyring }, physicianId) => {
    await db.service.$transaction((tx) => deleteOwnClaims(tx, keyring, physicianId));
  }),
  { name: 'farewell', stage: 'ACCOUNT', run: sayFarewell },
  ours('account', 'ACCOUNT', eraseAccount),
];

async function runAgain(context: StepContext): Promise<StepOutcome> {
  for (const step of steps.filter(({ stage }) => stage === 'SHUT' || stage === 'ERASE')) {
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
