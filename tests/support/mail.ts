import type { MailNote } from '../../api/mail/templates.ts';

/** One of every kind. */
export const exampleNotes: MailNote[] = [
  { template: 'terms_announced', values: { effectiveOn: '2026-12-24' } },
  { template: 'account_inactive', values: { erasedOn: '2026-12-24' } },
  { template: 'account_inactive_last', values: { erasedOn: '2026-12-24' } },
  { template: 'image_expiry', values: { expiresOn: '2026-12-24' } },
  { template: 'password_changed', values: {} },
  { template: 'erasure_started', values: { beginsOn: '2026-12-24' } },
  { template: 'erasure_cancelled', values: {} },
  { template: 'erasure_finished', values: {} },
  { template: 'erasure_refused', values: {} },
];
