import { AppealType } from '../appeals/graphql-types.ts';
import { openForAppeal } from '../appeals/policy.ts';
import { builder, type SubGraph } from '../graphql/builder.ts';
import type { Decision } from './types.ts';

const both: SubGraph[] = ['physician', 'moderation'];

/** Of a moderator upon a post as a whole. */
export const postActions = [
  'ACCEPT_EDIT',
  'DELETE',
  'DISMISS',
  'EDIT',
  'HIDE',
  'LIFT',
  'LOCK',
  'PROPOSE_REDACTION',
  'REFUSE_EDIT',
  'SUSPEND',
  'UNHIDE',
  'UNLOCK',
  'WARN',
] as const;

export const DecisionActionEnum = builder.enumType('DecisionAction', {
  subGraphs: both,
  values: [...postActions, 'BLUR_IMAGE', 'REMOVE_IMAGE', 'UNBLUR_IMAGE'] as const,
});

export const PostActionEnum = builder.enumType('PostAction', {
  subGraphs: ['moderation'],
  description: 'The decisions upon a post as a whole.',
  values: postActions,
});

export const ModerationRuleEnum = builder.enumType('ModerationRule', {
  subGraphs: both,
  values: ['LAW', 'MEDICAL_ACCURACY', 'NO_ADVERTISING', 'ON_TOPIC', 'PATIENT_PRIVACY', 'RESPECT'] as const,
});

export const RedactionStateEnum = builder.enumType('RedactionState', {
  subGraphs: both,
  description:
    'ACCEPTED as proposed, REPLACED by words of the author, DECLINED by her, SUPERSEDED by a later decision.',
  values: ['ACCEPTED', 'DECLINED', 'PROPOSED', 'REPLACED', 'SUPERSEDED'] as const,
});

export const DecisionType = builder.objectRef<Decision>('Decision').implement({
  subGraphs: ['physician'],
  description: 'What moderation decided on a post; only its author sees this.',
  fields: (t) => ({
    id: t.exposeID('id'),
    action: t.field({ type: DecisionActionEnum, resolve: ({ action }) => action }),
    rule: t.field({ type: ModerationRuleEnum, nullable: true, resolve: ({ rule }) => rule }),
    statement: t.exposeString('statement', { description: 'The statement of reasons.' }),
    imageNumber: t.exposeInt('imageNumber', {
      nullable: true,
      description: 'Which image of the post it is about, from 1.',
    }),
    decidedAt: t.field({ type: 'Hour', resolve: ({ decidedAt }) => decidedAt }),
    textBefore: t.exposeString('textBefore', {
      nullable: true,
      description: "The text before a moderator's edit.",
    }),
    textAfter: t.exposeString('textAfter', { nullable: true }),
    until: t.field({
      type: 'Hour',
      nullable: true,
      description: 'Of a suspension: its end. Of a warning: how long it is shown.',
      resolve: ({ until }) => until,
    }),
    redaction: t.field({
      type: RedactionStateEnum,
      nullable: true,
      description: 'Of a proposed redaction: what became of it.',
      resolve: ({ redaction }) => redaction,
    }),
    appeal: t.field({ type: AppealType, nullable: true, resolve: ({ appeal }) => appeal }),
    appealableUntil: t.field({
      type: 'Hour',
      nullable: true,
      description: 'Until when she can appeal it; null where she cannot.',
      resolve: (decision, _args, { services: { config, clock } }) =>
        openForAppeal(decision, config.appealDays, clock.now()),
    }),
  }),
});
