import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import type { ImageInput } from '../../../graphql/physician/graphql.ts';
import { graphql } from '../../../graphql/physician/index.ts';
import { useSession } from '../../session/session-context.ts';
import { inputOf } from './post-image.ts';
import { useImageList } from './use-image-list.ts';

const DiscardUpload = graphql(`
  mutation DiscardUpload($id: ID!) {
    discardUpload(id: $id) {
      __typename
    }
  }
`);

const CheckSession = graphql(`
  query CheckSession {
    viewer {
      id
    }
  }
`);

/** The images of a form: the list, and what is posted of it. */
export function usePostImages(slot: `images.${string}`) {
  const client = useApolloClient();
  const { settleTerms } = useSession();
  const list = useImageList(slot, {
    // Without an answer it goes by itself within a day.
    discardUpload: useCallback(
      (id: string) => {
        client.mutate({ mutation: DiscardUpload, variables: { id } }).catch(() => undefined);
      },
      [client],
    ),
    // An answer that shows that the session has ended asks her to sign in again, and comes when she has.
    renewSession: useCallback(async () => {
      await client.query({ query: CheckSession, fetchPolicy: 'network-only' }).catch(() => undefined);
    }, [client]),
    settleTerms: useCallback(async () => (await settleTerms()) === 'accepted', [settleTerms]),
  });
  const [tried, setTried] = useState(false);

  return {
    list,
    /** What is missing is to be shown. */
    tried,
    /** What is posted; null while something is missing: then it is shown. */
    ready(): ImageInput[] | null {
      const input = inputOf(list.images);
      setTried(input === null);
      return input;
    },
  };
}
