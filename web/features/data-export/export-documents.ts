import { graphql } from '../../graphql/physician/index.ts';

export const OwnDataExport = graphql(`
  query OwnDataExport {
    myDataExport {
      id
      state
      stepsDone
      stepsInAll
      expiresAt
      downloadable
    }
  }
`);

export const RequestDataExport = graphql(`
  mutation RequestDataExport($password: String!) {
    requestDataExport(password: $password) {
      __typename
      ... on DataExport {
        id
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

export const UnlockDataExport = graphql(`
  mutation UnlockDataExport($password: String!) {
    unlockDataExport(password: $password) {
      __typename
      ... on DataExport {
        id
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

export const DiscardDataExport = graphql(`
  mutation DiscardDataExport {
    discardDataExport {
      __typename
      ... on DataExportDiscarded {
        discarded
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
