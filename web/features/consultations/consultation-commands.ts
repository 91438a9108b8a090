import { graphql } from '../../graphql/physician/index.ts';

export const EditConsultation = graphql(`
  mutation EditConsultation($input: EditConsultationInput!) {
    editConsultation(input: $input) {
      __typename
      ... on Consultation {
        id
        ...QuestionParts
      }
      ... on Refusal {
        code
        message
      }
      ... on EditedMeanwhileError {
        by
        consultation {
          id
          ...QuestionParts
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

export const DeleteConsultation = graphql(`
  mutation DeleteConsultation($id: ID!) {
    deleteConsultation(id: $id) {
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

export const SolveConsultation = graphql(`
  mutation SolveConsultation($id: ID!, $answerId: ID) {
    solveConsultation(id: $id, answerId: $answerId) {
      __typename
      ... on Consultation {
        id
        solved
        solvedByAnswerId
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

export const ReopenConsultation = graphql(`
  mutation ReopenConsultation($id: ID!) {
    reopenConsultation(id: $id) {
      __typename
      ... on Consultation {
        id
        solved
        solvedByAnswerId
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
