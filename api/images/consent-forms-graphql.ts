import { requireTechnicalAdmin } from '../access/grants.ts';
import { builder, connectionOf, type SubGraph } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { pageRequest, timeKeys } from '../platform/pages.ts';
import { type AttachedForm, listConsentForms } from './list-consent-forms.ts';

const subGraphs: SubGraph[] = ['operations'];

const FormKindEnum = builder.enumType('FormKind', { subGraphs, values: ['JPEG', 'PDF'] as const });

const ConsentFormType = builder.objectRef<AttachedForm>('ConsentForm').implement({
  subGraphs,
  description:
    'A form that a patient has signed. Its content is at /images/forms/<id>; each look is on the audit.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({ type: FormKindEnum, resolve: ({ kind }) => (kind === 'JPEG' ? 'JPEG' : 'PDF') }),
    consultationId: t.exposeID('consultationId'),
    answerId: t.exposeID('answerId', {
      nullable: true,
      description: 'Null: its images are the question’s.',
    }),
    title: t.exposeString('title', { description: 'Of the consultation.' }),
    postedAt: t.field({ type: 'Hour', resolve: ({ postedAt }) => postedAt }),
    images: t.exposeInt('images', { description: 'How many it stands for.' }),
    anonymous: t.exposeBoolean('anonymous'),
    mayOpen: t.exposeBoolean('mayOpen', {
      description:
        'False of an anonymous post, until the viewer has opened a lookup of its author; then for what is left of its day.',
    }),
  }),
});

const ConsentFormsConnection = connectionOf('QueryConsentFormsConnection', ConsentFormType, subGraphs);

builder.queryField('consentForms', (t) =>
  t.field({
    type: ConsentFormsConnection,
    subGraphs,
    description: 'Those of the newest posts first.',
    args: {
      first: t.arg.int({ required: false, defaultValue: 20 }),
      after: t.arg.string({ required: false }),
    },
    resolve: (_root, args, context) =>
      listConsentForms(
        context.services,
        requireTechnicalAdmin(signedIn(context)),
        pageRequest(args, timeKeys),
      ),
  }),
);
