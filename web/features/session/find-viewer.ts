import { createClient } from '../../app/apollo/clients.ts';
import type { SessionViewerQuery } from '../../graphql/physician/graphql.ts';
import { graphql } from '../../graphql/physician/index.ts';

export type Viewer = NonNullable<SessionViewerQuery['viewer']>;

const SessionViewer = graphql(`
  query SessionViewer {
    viewer {
      id
      email
      name
      locale
      status
      isModerator
      isTechnicalAdmin
      pageMarker
      draftKey
      specialty {
        code
        sv
        en
      }
    }
  }
`);

/**
 * Asks the server who is signed in. Its client has no guard, since the guard itself asks through it, and nothing
 * is cached.
 */
export async function findViewer(): Promise<Viewer | null> {
  const client = createClient('physician', null);
  const { data } = await client.query({ query: SessionViewer, fetchPolicy: 'no-cache' });
  return data?.viewer ?? null;
}
