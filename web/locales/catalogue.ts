/**
 * The texts of the interface, one JSON file per feature and language. A new namespace is a file in sv/ and en/
 * and a line in each object here; tests/unit/locales.test.ts holds the languages together.
 */
import enAnonymityGuide from './en/anonymity-guide.json' with { type: 'json' };
import enAnonymityMeter from './en/anonymity-meter.json' with { type: 'json' };
import enAnswers from './en/answers.json' with { type: 'json' };
import enAppeals from './en/appeals.json' with { type: 'json' };
import enAudit from './en/audit.json' with { type: 'json' };
import enCommon from './en/common.json' with { type: 'json' };
import enConsentForm from './en/consent-form.json' with { type: 'json' };
import enConsentForms from './en/consent-forms.json' with { type: 'json' };
import enConsultations from './en/consultations.json' with { type: 'json' };
import enDataExport from './en/data-export.json' with { type: 'json' };
import enDecisions from './en/decisions.json' with { type: 'json' };
import enDrafts from './en/drafts.json' with { type: 'json' };
import enEditConflict from './en/edit-conflict.json' with { type: 'json' };
import enErasure from './en/erasure.json' with { type: 'json' };
import enFlags from './en/flags.json' with { type: 'json' };
import enHoldBack from './en/hold-back.json' with { type: 'json' };
import enImageEditor from './en/image-editor.json' with { type: 'json' };
import enImages from './en/images.json' with { type: 'json' };
import enLookupNotices from './en/lookup-notices.json' with { type: 'json' };
import enLookups from './en/lookups.json' with { type: 'json' };
import enModeration from './en/moderation.json' with { type: 'json' };
import enPatientIdentifiers from './en/patient-identifiers.json' with { type: 'json' };
import enRedactions from './en/redactions.json' with { type: 'json' };
import enRegistration from './en/registration.json' with { type: 'json' };
import enRetention from './en/retention.json' with { type: 'json' };
import enSanctions from './en/sanctions.json' with { type: 'json' };
import enSession from './en/session.json' with { type: 'json' };
import enSettings from './en/settings.json' with { type: 'json' };
import enStatistics from './en/statistics.json' with { type: 'json' };
import enTelemetry from './en/telemetry.json' with { type: 'json' };
import enTerms from './en/terms.json' with { type: 'json' };
import enTransparency from './en/transparency.json' with { type: 'json' };
import enVerification from './en/verification.json' with { type: 'json' };
import enWaitingEdits from './en/waiting-edits.json' with { type: 'json' };
import enWithdrawImage from './en/withdraw-image.json' with { type: 'json' };
import svAnonymityGuide from './sv/anonymity-guide.json' with { type: 'json' };
import svAnonymityMeter from './sv/anonymity-meter.json' with { type: 'json' };
import svAnswers from './sv/answers.json' with { type: 'json' };
import svAppeals from './sv/appeals.json' with { type: 'json' };
import svAudit from './sv/audit.json' with { type: 'json' };
import svCommon from './sv/common.json' with { type: 'json' };
import svConsentForm from './sv/consent-form.json' with { type: 'json' };
import svConsentForms from './sv/consent-forms.json' with { type: 'json' };
import svConsultations from './sv/consultations.json' with { type: 'json' };
import svDataExport from './sv/data-export.json' with { type: 'json' };
import svDecisions from './sv/decisions.json' with { type: 'json' };
import svDrafts from './sv/drafts.json' with { type: 'json' };
import svEditConflict from './sv/edit-conflict.json' with { type: 'json' };
import svErasure from './sv/erasure.json' with { type: 'json' };
import svFlags from './sv/flags.json' with { type: 'json' };
import svHoldBack from './sv/hold-back.json' with { type: 'json' };
import svImageEditor from './sv/image-editor.json' with { type: 'json' };
import svImages from './sv/images.json' with { type: 'json' };
import svLookupNotices from './sv/lookup-notices.json' with { type: 'json' };
import svLookups from './sv/lookups.json' with { type: 'json' };
import svModeration from './sv/moderation.json' with { type: 'json' };
import svPatientIdentifiers from './sv/patient-identifiers.json' with { type: 'json' };
import svRedactions from './sv/redactions.json' with { type: 'json' };
import svRegistration from './sv/registration.json' with { type: 'json' };
import svRetention from './sv/retention.json' with { type: 'json' };
import svSanctions from './sv/sanctions.json' with { type: 'json' };
import svSession from './sv/session.json' with { type: 'json' };
import svSettings from './sv/settings.json' with { type: 'json' };
import svStatistics from './sv/statistics.json' with { type: 'json' };
import svTelemetry from './sv/telemetry.json' with { type: 'json' };
import svTerms from './sv/terms.json' with { type: 'json' };
import svTransparency from './sv/transparency.json' with { type: 'json' };
import svVerification from './sv/verification.json' with { type: 'json' };
import svWaitingEdits from './sv/waiting-edits.json' with { type: 'json' };
import svWithdrawImage from './sv/withdraw-image.json' with { type: 'json' };

export const sv = {
  anonymityGuide: svAnonymityGuide,
  anonymityMeter: svAnonymityMeter,
  answers: svAnswers,
  appeals: svAppeals,
  audit: svAudit,
  common: svCommon,
  consentForm: svConsentForm,
  consentForms: svConsentForms,
  consultations: svConsultations,
  dataExport: svDataExport,
  decisions: svDecisions,
  drafts: svDrafts,
  'edit-conflict': svEditConflict,
  erasure: svErasure,
  flags: svFlags,
  lookupNotices: svLookupNotices,
  holdBack: svHoldBack,
  imageEditor: svImageEditor,
  images: svImages,
  lookups: svLookups,
  moderation: svModeration,
  patientIdentifiers: svPatientIdentifiers,
  redactions: svRedactions,
  registration: svRegistration,
  retention: svRetention,
  sanctions: svSanctions,
  session: svSession,
  settings: svSettings,
  terms: svTerms,
  telemetry: svTelemetry,
  statistics: svStatistics,
  transparency: svTransparency,
  verification: svVerification,
  'waiting-edits': svWaitingEdits,
  withdrawImage: svWithdrawImage,
};

export const en: Record<keyof typeof sv, object> = {
  anonymityGuide: enAnonymityGuide,
  anonymityMeter: enAnonymityMeter,
  answers: enAnswers,
  appeals: enAppeals,
  audit: enAudit,
  common: enCommon,
  consentForm: enConsentForm,
  consentForms: enConsentForms,
  consultations: enConsultations,
  dataExport: enDataExport,
  decisions: enDecisions,
  drafts: enDrafts,
  'edit-conflict': enEditConflict,
  erasure: enErasure,
  flags: enFlags,
  lookupNotices: enLookupNotices,
  holdBack: enHoldBack,
  imageEditor: enImageEditor,
  images: enImages,
  lookups: enLookups,
  moderation: enModeration,
  patientIdentifiers: enPatientIdentifiers,
  redactions: enRedactions,
  registration: enRegistration,
  retention: enRetention,
  sanctions: enSanctions,
  session: enSession,
  settings: enSettings,
  terms: enTerms,
  telemetry: enTelemetry,
  statistics: enStatistics,
  transparency: enTransparency,
  verification: enVerification,
  'waiting-edits': enWaitingEdits,
  withdrawImage: enWithdrawImage,
};

type WithoutPlural<Key extends string> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;

type PathsOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? WithoutPlural<Key>
    : `${Key}.${PathsOf<Tree[Key]>}`;
}[keyof Tree & string];

/** Every text there is, as 'namespace:path.to.text', without the plural's ending. */
export type TextKey = {
  [Namespace in keyof typeof sv]: `${Namespace}:${PathsOf<(typeof sv)[Namespace]>}`;
}[keyof typeof sv];
