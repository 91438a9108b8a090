import type { TextKey } from '../../locales/catalogue.ts';

const kinds: Readonly<Record<string, TextKey>> = {
  'account.created': 'audit:kind.accountCreated',
  'account.verified': 'audit:kind.accountVerified',
  'account.verification-refused': 'audit:kind.verificationRefused',
  'role.granted': 'audit:kind.roleGranted',
  'role.revoked': 'audit:kind.roleRevoked',
  'moderation.hidden': 'audit:kind.hidden',
  'moderation.unhidden': 'audit:kind.unhidden',
  'moderation.edited': 'audit:kind.edited',
  'moderation.deleted': 'audit:kind.deleted',
  'moderation.locked': 'audit:kind.locked',
  'moderation.unlocked': 'audit:kind.unlocked',
  'moderation.dismissed': 'audit:kind.dismissed',
  'moderation.warned': 'audit:kind.warned',
  'moderation.suspended': 'audit:kind.suspended',
  'moderation.suspension-lifted': 'audit:kind.suspensionLifted',
  'moderation.redaction-proposed': 'audit:kind.redactionProposed',
  'moderation.edit-accepted': 'audit:kind.editAccepted',
  'moderation.edit-refused': 'audit:kind.editRefused',
  'moderation.image-removed': 'audit:kind.imageRemoved',
  'moderation.image-blurred': 'audit:kind.imageBlurred',
  'moderation.image-unblurred': 'audit:kind.imageUnblurred',
  'consent-form.opened': 'audit:kind.consentFormOpened',
  'moderation.decision-upheld': 'audit:kind.decisionUpheld',
  'moderation.decision-overturned': 'audit:kind.decisionOverturned',
  'erasure.requested': 'audit:kind.erasureRequested',
  'erasure.cancelled': 'audit:kind.erasureCancelled',
  'erasure.started': 'audit:kind.erasureStarted',
  'erasure.retried': 'audit:kind.erasureRetried',
  'erasure.finished': 'audit:kind.erasureFinished',
  'ceremony.held': 'audit:kind.ceremonyHeld',
  'lookup.requested': 'audit:kind.lookupRequested',
  'lookup.approved': 'audit:kind.lookupApproved',
  'lookup.refused': 'audit:kind.lookupRefused',
  'lookup.partial-refused': 'audit:kind.partialRefused',
  'lookup.attempt-refused': 'audit:kind.attemptRefused',
  'lookup.opened': 'audit:kind.lookupOpened',
  'lookup.failed': 'audit:kind.lookupFailed',
  'lookup.expired': 'audit:kind.lookupExpired',
  'lookup.notice-extended': 'audit:kind.noticeExtended',
};

const labels: Readonly<Record<string, TextKey>> = {
  account: 'audit:detail.account',
  action: 'audit:detail.action',
  alias: 'audit:detail.alias',
  answer: 'audit:detail.answer',
  case: 'audit:detail.case',
  cause: 'audit:detail.cause',
  erasure: 'audit:detail.erasure',
  caseReferenceSha256: 'audit:detail.caseReferenceSha256',
  code: 'audit:detail.code',
  command: 'audit:detail.command',
  consultation: 'audit:detail.consultation',
  decision: 'audit:detail.decision',
  effect: 'audit:detail.effect',
  epoch: 'audit:detail.epoch',
  form: 'audit:detail.form',
  from: 'audit:detail.from',
  givenShare: 'audit:detail.givenShare',
  groupKey: 'audit:detail.groupKey',
  holder: 'audit:detail.holder',
  holders: 'audit:detail.holders',
  lookup: 'audit:detail.lookup',
  reason: 'audit:detail.reason',
  role: 'audit:detail.role',
  roles: 'audit:detail.role',
  rule: 'audit:detail.rule',
  share: 'audit:detail.share',
  shares: 'audit:detail.share',
  state: 'audit:detail.state',
  statementSha256: 'audit:detail.statementSha256',
  textSha256: 'audit:detail.textSha256',
  threshold: 'audit:detail.threshold',
  until: 'audit:detail.until',
  why: 'audit:detail.why',
};

const values: Readonly<Record<string, Readonly<Record<string, TextKey>>>> = {
  reason: {
    COURT_ORDER: 'lookups:reasons.COURT_ORDER',
    IMMINENT_DANGER: 'lookups:reasons.IMMINENT_DANGER',
    LEGAL_OBLIGATION: 'lookups:reasons.LEGAL_OBLIGATION',
    SERIOUS_ABUSE: 'lookups:reasons.SERIOUS_ABUSE',
  },
  state: {
    REQUESTED: 'lookups:states.REQUESTED',
    READY: 'lookups:states.READY',
  },
  action: {
    HIDE: 'moderation:outcome.HIDE',
    UNHIDE: 'moderation:outcome.UNHIDE',
    EDIT: 'moderation:outcome.EDIT',
    DELETE: 'moderation:outcome.DELETE',
    LOCK: 'moderation:outcome.LOCK',
    UNLOCK: 'moderation:outcome.UNLOCK',
    WARN: 'moderation:outcome.WARN',
    SUSPEND: 'moderation:outcome.SUSPEND',
    LIFT: 'moderation:outcome.LIFT',
    PROPOSE_REDACTION: 'moderation:outcome.PROPOSE_REDACTION',
    ACCEPT_EDIT: 'moderation:outcome.ACCEPT_EDIT',
    REFUSE_EDIT: 'moderation:outcome.REFUSE_EDIT',
    REMOVE_IMAGE: 'moderation:outcome.REMOVE_IMAGE',
    BLUR_IMAGE: 'moderation:outcome.BLUR_IMAGE',
    UNBLUR_IMAGE: 'moderation:outcome.UNBLUR_IMAGE',
    DISMISS: 'moderation:outcome.DISMISS',
  },
  effect: {
    SHOWN: 'appeals:undone.SHOWN',
    TEXT_RESTORED: 'appeals:undone.TEXT_RESTORED',
    UNLOCKED: 'appeals:undone.UNLOCKED',
    WARNING_LIFTED: 'appeals:undone.WARNING_LIFTED',
    SUSPENSION_LIFTED: 'appeals:undone.SUSPENSION_LIFTED',
    TEXT_DESTROYED: 'appeals:undone.TEXT_DESTROYED',
    IMAGE_SHARPENED: 'appeals:undone.IMAGE_SHARPENED',
    IMAGE_DESTROYED: 'appeals:undone.IMAGE_DESTROYED',
    TEXT_CHANGED_SINCE: 'appeals:undone.TEXT_CHANGED_SINCE',
    NOTHING_LEFT: 'appeals:undone.NOTHING_LEFT',
  },
  rule: {
    PATIENT_PRIVACY: 'decisions:rules.PATIENT_PRIVACY',
    RESPECT: 'decisions:rules.RESPECT',
    MEDICAL_ACCURACY: 'decisions:rules.MEDICAL_ACCURACY',
    NO_ADVERTISING: 'decisions:rules.NO_ADVERTISING',
    ON_TOPIC: 'decisions:rules.ON_TOPIC',
    LAW: 'decisions:rules.LAW',
  },
  cause: {
    MEMBER: 'erasure:cause.MEMBER',
    REQUEST: 'erasure:cause.REQUEST',
    INACTIVITY: 'erasure:cause.INACTIVITY',
  },
  role: roleNames(),
  roles: roleNames(),
};

function roleNames(): Record<string, TextKey> {
  return {
    physician: 'audit:physician',
    moderator: 'verification:moderator',
    technicalAdmin: 'verification:technicalAdmin',
  };
}

/** What happened, in words; null for a kind that this version does not know. */
export const kindText = (kind: string): TextKey | null => kinds[kind] ?? null;

/** What a detail is called; null for one that this version does not know. */
export const detailLabel = (name: string): TextKey | null => labels[name] ?? null;

/** A coded value in words, where there are words for it. */
export const valueText = (name: string, value: string): TextKey | null => values[name]?.[value] ?? null;
