import { graphql } from '../../graphql/physician/index.ts';

/** How the viewer stands to the terms: what the banner, the settings and the dialog show. */
export const OwnTermsStanding = graphql(`
  query OwnTermsStanding {
    termsStanding {
      accepted {
        version
        acceptedOn
      }
      required {
        version
        inForceFrom
        summary {
          sv
          en
        }
      }
      upcoming {
        version
        inForceFrom
        summary {
          sv
          en
        }
      }
    }
  }
`);

export const AcceptTerms = graphql(`
  mutation AcceptTerms($version: String!) {
    acceptTerms(version: $version) {
      __typename
      ... on TermsStanding {
        required {
          version
        }
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

/** Where the changes of a version can be read. */
export const changesOf = (version: string): string => `/terms?version=${version}&changes`;
