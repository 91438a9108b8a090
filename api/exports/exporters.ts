import { exportSessions } from '../access/export-sessions.ts';
import { exportAccount } from '../accounts/export-account.ts';
import { exportAnswers } from '../answers/export-answers.ts';
import { exportHelpfulMarks } from '../answers/export-helpful-marks.ts';
import { exportConsultations } from '../consultations/export-consultations.ts';
import { exportFlags } from '../flags/export-flags.ts';
import { exportImages } from '../images/export-images.ts';
import { exportUploads } from '../images/export-uploads.ts';
import { exportLookupNotices } from '../lookup-notices/export-lookup-notices.ts';
import { exportSanctions } from '../sanctions/export-sanctions.ts';
import { exportTelemetry } from '../telemetry/export-telemetry.ts';
import { exportTerms } from '../terms/export-terms.ts';
import type { Exporter } from './types.ts';

/** Everything that an archive is made of, in this order. Whoever keeps something of a person adds a line. */
export const exporters: readonly Exporter[] = [
  exportAccount,
  exportSessions,
  exportConsultations,
  exportAnswers,
  exportImages,
  exportUploads,
  exportHelpfulMarks,
  exportFlags,
  exportSanctions,
  exportLookupNotices,
  exportTelemetry,
  exportTerms,
];

/**
 * Tables that no exporter covers, each with the reason. tests/flows/exports.test.ts compares both lists with the tables
 * that there are: a new table is either exported or stands here.
 */
export const notExported: Readonly<Record<string, string>> = {
  'accounts.inactivity_reminder':
    'that an unused account has been reminded by mail; gone when she signs in to ask',
  'accounts.colleague_census': 'how many physicians there are; about nobody',
  'audit.checkpoint': 'signatures of the audit',
  'audit.entry': 'what admins and moderators did in the service of the operator; it concerns others',
  'erasure.erasure': 'whether an erasure is under way, which the settings page tells',
  'erasure.step': 'as erasure.erasure',
  'exports.archive': 'the archive itself, for a day',
  'images.discarded_file': 'keys of bytes that are being deleted',
  'images.variant': 'renderings of the images that are exported',
  'mail.outgoing': 'mail that reaches her within minutes',
  'moderation.moderation_case':
    'who has taken a case: work in the service of the operator; it concerns others',
  'platform.outcome':
    'for a day, that an act was done, so that it is not done twice; names nobody and no post',
  'platform.settlement': 'up to where the order of rows has been taken away; about nobody',
  'telemetry.anonymous_mark': 'acts counted without anybody behind them; about nobody',
  'telemetry.installation': 'the id of the service itself; about nobody',
  'telemetry.processor_state': 'how it goes with each processor; about nobody',
  'terms.version': 'the versions that there are; about nobody',
  'vault.claim_night': 'what the tags of claims are made with; about nobody',
  'vault.epoch': 'public keys; about nobody',
  'vault.lookup':
    'requests by admins in the service of the operator; her own opened posts are told by the notices',
  'vault.lookup_participation': 'as vault.lookup',
  'vault.notice_extension': 'as vault.lookup',
  'vault.pseudonym_seal': 'as vault.seal',
  'vault.seal': 'unreadable to the service, and made of nothing but her id',
};
