import { useApolloClient } from '@apollo/client/react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { graphql } from '../../graphql/physician/index.ts';
import type { Setback } from '../../ui/problems.ts';

const PublishHeldConsultation = graphql(`
  mutation PublishHeldConsultation($id: ID!) {
    publishHeldConsultation(id: $id) {
      __typename
      ... on Consultation {
        id
        ...QuestionParts
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

const PublishHeldAnswer = graphql(`
  mutation PublishHeldAnswer($id: ID!) {
    publishHeldAnswer(id: $id) {
      __typename
      ... on Answer {
        id
        ...AnswerParts
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

export interface PublishNow {
  run(): Promise<void>;
  busy: boolean;
  setback: Setback | null;
}

export function usePublishConsultation(id: string): PublishNow {
  const { run, busy, setback } = useCommand(PublishHeldConsultation, 'publishHeldConsultation');
  return { run: async () => void (await run({ id })), busy, setback };
}

/** The answer then stands in its thread, in a place of its own: what shows either is asked for anew. */
export function usePublishAnswer(id: string): PublishNow {
  const client = useApolloClient();
  const { run, busy, setback } = useCommand(PublishHeldAnswer, 'publishHeldAnswer');
  return {
    async run() {
      if (await run({ id })) await client.refetchQueries({ include: 'active' }).catch(() => undefined);
    },
    busy,
    setback,
  };
}
