import { graphql } from '../../graphql/moderation/index.ts';

/** Selected wherever the moderation endpoint gives a byline; the result is a BylineView. */
export const CaseBylineParts = graphql(`
  fragment CaseBylineParts on Byline {
    __typename
    ... on AliasByline {
      number
      isAsker
      specialty {
        code
        sv
        en
      }
    }
    ... on ErasedByline {
      isAsker
    }
    ... on PhysicianByline {
      isAsker
      physician {
        id
        name
        specialty {
          code
          sv
          en
        }
      }
    }
  }
`);
