import { graphql } from '../../graphql/physician/index.ts';

export const AcceptRedaction = graphql(`
  mutation AcceptRedaction($id: ID!) {
    acceptRedaction(id: $id) {
      __typename
      ... on RedactionAnswered {
        consultation {
          id
          ...QuestionParts
        }
        answer {
          id
          ...AnswerParts
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

export const AnswerRedaction = graphql(`
  mutation AnswerRedaction($input: AnswerRedactionInput!) {
    answerRedaction(input: $input) {
      __typename
      ... on RedactionAnswered {
        consultation {
          id
          ...QuestionParts
        }
        answer {
          id
          ...AnswerParts
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

export const DeclineRedaction = graphql(`
  mutation DeclineRedaction($id: ID!) {
    declineRedaction(id: $id) {
      __typename
      ... on RedactionAnswered {
        consultation {
          id
          ...QuestionParts
        }
        answer {
          id
          ...AnswerParts
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
