import type { TextKey } from '../../locales/catalogue.ts';
import type { Language, Translate } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';

const names = {
  sessions: 'erasure:steps.sessions',
  mail: 'erasure:steps.mail',
  consents_and_queue: 'erasure:steps.consents_and_queue',
  pseudonyms: 'erasure:steps.pseudonyms',
  named_posts: 'erasure:steps.named_posts',
  anonymous_posts: 'erasure:steps.anonymous_posts',
  marks_and_flags: 'erasure:steps.marks_and_flags',
  images: 'erasure:steps.images',
  sanctions: 'erasure:steps.sanctions',
  moderation: 'erasure:steps.moderation',
  appeals: 'erasure:steps.appeals',
  exports: 'erasure:steps.exports',
  terms: 'erasure:steps.terms',
  mixpanel_profile: 'erasure:steps.mixpanel_profile',
  mixpanel_events: 'erasure:steps.mixpanel_events',
  bugsnag: 'erasure:steps.bugsnag',
  honeycomb: 'erasure:steps.honeycomb',
  licence_register: 'erasure:steps.licence_register',
  last_round: 'erasure:steps.last_round',
  files: 'erasure:steps.files',
  claims: 'erasure:steps.claims',
  farewell: 'erasure:steps.farewell',
  account: 'erasure:steps.account',
} as const satisfies Record<string, TextKey>;

/** What a step erases; its own name for one that this version has no words for. */
export function stepName(name: string, t: Translate): string {
  return name in names ? t(names[name as keyof typeof names]) : name;
}

const answers = {
  NOTHING_SENT: 'erasure:answer.NOTHING_SENT',
  NO_REGISTER: 'erasure:answer.NO_REGISTER',
  NO_MAIL_SERVER: 'erasure:answer.NO_MAIL_SERVER',
  STORAGE_HOLDS_FILES: 'erasure:answer.STORAGE_HOLDS_FILES',
  NOT_CONFIGURED: 'erasure:answer.NOT_CONFIGURED',
  SPREAD: 'erasure:answer.SPREAD',
  SETTLING: 'erasure:answer.SETTLING',
  SUCCESS: 'erasure:answer.CONFIRMED',
  COMPLETED: 'erasure:answer.CONFIRMED',
} as const satisfies Record<string, TextKey>;

/** What is known of a step in words; a processor's own answer is left as it is. */
export function stepAnswer(answer: string, t: Translate, language: Language): string {
  const unlinked = /^UNLINKED (\d{4}-\d{2}-\d{2})$/.exec(answer)?.[1];
  if (unlinked) return t('erasure:answer.UNLINKED', { date: formatDay(unlinked, language) });
  return answer in answers ? t(answers[answer as keyof typeof answers]) : answer;
}

export const stepColors: Record<string, string> = {
  PENDING: 'gray',
  WAITING: 'orange',
  REFUSED: 'red',
  DONE: 'green',
  NOT_APPLICABLE: 'gray',
};

export type StepState = 'PENDING' | 'WAITING' | 'REFUSED' | 'DONE' | 'NOT_APPLICABLE';
