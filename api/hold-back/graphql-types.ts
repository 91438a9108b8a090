import { builder, type SubGraph } from '../graphql/builder.ts';
import { remainingWindow } from './policy.ts';
import { type Held, holdBackWindows } from './types.ts';

const subGraphs: SubGraph[] = ['physician'];

export const HoldBackEnum = builder.enumType('HoldBack', {
  subGraphs,
  description: 'A time within which an anonymous post is published, at a random moment.',
  values: holdBackWindows,
});

export const HeldType = builder.objectRef<Held>('Held').implement({
  subGraphs,
  description: 'The post is not published yet: only its author can tell that it exists.',
  fields: (t) => ({
    within: t.field({
      type: HoldBackEnum,
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
