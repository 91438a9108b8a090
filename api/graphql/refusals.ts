import {
  EditedMeanwhileError,
  type InputIssue,
  InvalidInputError,
  NotAllowedError,
  NotFoundError,
  type Refusal,
  refusalSentence,
} from '../platform/refusal.ts';
import { builder, everywhere } from './builder.ts';

const RefusalInterface = builder.interfaceRef<Refusal>('Refusal').implement({
  subGraphs: everywhere,
  description: 'An expected "no".',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'A stable code, such as CONSULTATION_LOCKED.' }),
    message: t.string({
      description: "One sentence in the language of the request's Accept-Language (Swedish or English).",
      resolve: (refusal, _args, { locale }) => refusal.sentence(locale),
    }),
  }),
});

const InputIssueType = builder.objectRef<InputIssue>('InputIssue').implement({
  subGraphs: everywhere,
  fields: (t) => ({
    field: t.exposeString('field', { description: 'The input field, such as "title".' }),
    code: t.exposeString('code'),
    detail: t.string({
      nullable: true,
      description: 'With PATIENT_IDENTIFIER and PATIENT_IDENTIFIER_LIKELY: the kind, such as PHONE_NUMBER.',
      resolve: ({ detail }) => detail ?? null,
    }),
    message: t.string({ resolve: (issue, _args, { locale }) => refusalSentence(issue.code, locale) }),
  }),
});

builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  subGraphs: everywhere,
  description: 'Something in the input must be mended; nothing was changed.',
  interfaces: [RefusalInterface],
  fields: (t) => ({ issues: t.field({ type: [InputIssueType], resolve: ({ issues }) => [...issues] }) }),
});

builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  subGraphs: everywhere,
  description: 'It does not exist, or the viewer may not see it: the two look alike.',
  interfaces: [RefusalInterface],
});

export const RevisedByEnum = builder.enumType('RevisedBy', {
  subGraphs: ['physician', 'moderation'],
  values: ['AUTHOR', 'MODERATION'] as const,
});

/** What stands there now is told by the nouns that it can be. */
builder.objectType(EditedMeanwhileError, {
  name: 'EditedMeanwhileError',
  subGraphs: ['physician', 'moderation'],
  description:
    'The text was changed after the version that this edit was made from; nothing was overwritten.',
  interfaces: [RefusalInterface],
  fields: (t) => ({
    by: t.field({
      type: RevisedByEnum,
      description: 'Who has replaced that version.',
      resolve: ({ by }) => by,
    }),
  }),
});

builder.objectType(NotAllowedError, {
  name: 'NotAllowedError',
  subGraphs: everywhere,
  description: 'It exists, and the viewer may not do this with it now.',
  interfaces: [RefusalInterface],
});
