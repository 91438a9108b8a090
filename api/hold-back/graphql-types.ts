import { builder, type SubGraph } from '../graphql/builder.ts';
import { remainingWindow } from './policy.ts';
import { type Held, holdBacks, holdBackWindows } from './types.ts';

const subGraphs: SubGraph[] = ['physician'];

export const HoldBackEnum = builder.enumType('HoldBack', {
  subGraphs,
  description:
    'When a post is published. At once, whoever watches the list sees at which moment it was written. Else at a random tick, in five minutes at the earliest; MINUTES: in fifteen at the latest. Left out: MINUTES for an anonymous post, AT_ONCE for a named one.',
  values: holdBacks,
});

const HoldBackWindowEnum = builder.enumType('HoldBackWindow', {
  subGraphs,
  description: 'A time within which a post is published. MINUTES: fifteen.',
  values: holdBackWindows,
});

export const HeldType = builder.objectRef<Held>('Held').implement({
  subGraphs,
  description: 'The post is not published yet: only its author can tell that it exists.',
  fields: (t) => ({
    within: t.field({
      type: HoldBackWindowEnum,
      nullable: true,
      description: 'Null when it could not be published.',
      resolve: ({ publishAfter }, _args, { services }) =>
        publishAfter && remainingWindow(publishAfter, services.clock.now()),
    }),
    couldNotBePublished: t.boolean({
      description:
        'The question was locked or taken away meanwhile. The text is kept until its author takes it back.',
      resolve: ({ publishAfter }) => publishAfter === null,
    }),
  }),
});
