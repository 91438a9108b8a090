import { requirePhysician } from '../access/grants.ts';
import { builder, refusable, type SubGraph } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { once } from '../once/once.ts';
import { flagPost } from './flag-post.ts';

const physician: SubGraph[] = ['physician'];

export const FlagReasonEnum = builder.enumType('FlagReason', {
  subGraphs: ['physician', 'moderation'],
  values: [
    'ADVERTISING',
    'DISRESPECTFUL',
    'MISLEADING',
    'OFF_TOPIC',
    'OTHER',
    'PATIENT_IDENTIFIABLE',
  ] as const,
});

const FlaggedType = builder.objectRef<{ received: boolean }>('Flagged').implement({
  subGraphs: physician,
  fields: (t) => ({ received: t.exposeBoolean('received') }),
});

const FlagPostInputType = builder.inputType('FlagPostInput', {
  subGraphs: physician,
  description: 'Exactly one of the two ids.',
  fields: (t) => ({
    answerId: t.id({ required: false }),
    consultationId: t.id({ required: false }),
    note: t.string({ defaultValue: '' }),
    reason: t.field({ type: FlagReasonEnum }),
  }),
});

builder.mutationField('flagPost', (t) =>
  t.field({
    type: FlaggedType,
    subGraphs: physician,
    errors: refusable('FlagPostResult', 'physician'),
    args: { input: t.arg({ type: FlagPostInputType }) },
    resolve: (_root, { input }, context) =>
      once(
        context,
        { mutation: 'flagPost', input },
        (once) => flagPost(context.services, requirePhysician(signedIn(context)), input, once),
        async () => ({ received: true }),
      ),
  }),
);
