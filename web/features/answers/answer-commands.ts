import { graphql } from '../../graphql/physician/index.ts';

export const MarkHelpful = graphql(`
  mutation MarkHelpful($answerId: ID!) {
    markHelpful(answerId: $answerId) {
      __typename
      ... on Answer {
        id
        helpfulCount
        markedHelpful
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

export const UnmarkHelpful = graphql(`
  mutation UnmarkHelpful($answerId: ID!) {
    unmarkHelpful(answerId: $answerId) {
      __typename
      ... on Answer {
        id
        helpfulCount
        markedHelpful
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

export const DeleteAnswer = graphql(`
  mutation DeleteAnswer($id: ID!) {
    deleteAnswer(id: $id) {
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

export const EditAnswer = graphql(`
  mutation EditAnswer($input: EditAnswerInput!) {
    editAnswer(input: $input) {
      __typename
      ... on Answer {
        id
        ...AnswerParts
      }
      ... on Refusal {
        code
        message
      }
      ... on EditedMeanwhileError {
        by
        answer {
          id
          ...AnswerParts
        }
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

export const PostAnswer = graphql(`
  mutation PostAnswer($input: PostAnswerInput!) {
    postAnswer(input: $input) {
      __typename
      ... on Answer {
        id
      }
      ... on Refusal {
        code
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
