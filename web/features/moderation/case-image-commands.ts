import { graphql } from '../../graphql/moderation/index.ts';

export const BlurImage = graphql(`
  mutation BlurImage($input: DecideOnImageInput!) {
    blurImage(input: $input) {
      __typename
      ... on ModerationCase {
        id
        ...CaseParts
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

export const UnblurImage = graphql(`
  mutation UnblurImage($input: DecideOnImageInput!) {
    unblurImage(input: $input) {
      __typename
      ... on ModerationCase {
        id
        ...CaseParts
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

export const DeleteImage = graphql(`
  mutation DeleteImage($input: DecideOnImageInput!) {
    deleteImage(input: $input) {
      __typename
      ... on ModerationCase {
        id
        ...CaseParts
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
