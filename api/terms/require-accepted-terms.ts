import type { Actor } from '../access/actor.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { hasAccepted } from './data.ts';

/**
 * What can be done without having accepted the terms in force: to accept them, to settle one's own account, to take
 * one's data along and to leave. And what is done without an account.
 */
export const withoutAcceptance: ReadonlySet<string> = new Set([
  'acceptTerms',
  'register',
  'setLocale',
  'changePassword',
  'setTelemetryConsent',
  'requestDataExport',
  'unlockDataExport',
  'discardDataExport',
  // A patient's no does not wait for anybody's yes.
  'withdrawImageByCode',
  'withdrawImageConsent',
  'requestErasure',
  'cancelErasure',
]);

/**
 * The one place where acceptance is asked for: the schema's builder puts it before every mutation of the physicians'
 * and the moderators' endpoints.
 * @throws Refusal TERMS_NOT_ACCEPTED
 */
export async function requireAcceptedTerms(
  services: Services,
  actor: Actor | null,
  mutation: string,
): Promise<void> {
  if (!actor || withoutAcceptance.has(mutation)) return;
  if (!(await hasAccepted(services, actor.id))) throw Refusal.notAllowed('TERMS_NOT_ACCEPTED');
}
