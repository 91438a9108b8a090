import { useQuery } from '@apollo/client/react';
import { graphql } from '../../graphql/physician/index.ts';
import { useSession } from '../session/session-context.ts';

export const OwnNotices = graphql(`
  query OwnNotices {
    mySanctions {
      id
      kind
      rule
      statement
      until
      appealableUntil
      appeal {
        ...AppealParts
      }
    }
    myRedactions {
      id
      consultationId
      answerId
    }
    myAppeals {
      id
      action
      consultationId
      answerId
      appeal {
        ...AppealParts
      }
    }
  }
`);

/** What moderation has to say to the viewer herself, whichever face it concerns. Nothing for those who cannot write. */
export function useOwnNotices(fetchPolicy: 'cache-and-network' | 'cache-first' = 'cache-first') {
  const { viewer } = useSession();
  const { data } = useQuery(OwnNotices, { fetchPolicy, skip: viewer?.status !== 'VERIFIED' });
  return {
    sanctions: data?.mySanctions ?? [],
    redactions: data?.myRedactions ?? [],
    appeals: data?.myAppeals ?? [],
  };
}
