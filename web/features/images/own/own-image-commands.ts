import { graphql } from '../../../graphql/physician/index.ts';

export const OwnImageParts = graphql(`
  fragment OwnImageParts on Image {
    id
    state
    mine {
      consent
      expiresOn
      canExtend
      formId
      removedBy {
        rule
        statement
      }
    }
  }
`);

export const ImageParts = graphql(`
  fragment ImageParts on Image {
    id
    state
    alt
    sensitive
    width
    height
    placeholder
    sources {
      width
      url
    }
    ...OwnImageParts
  }
`);

export const ExtendImage = graphql(`
  mutation ExtendImage($id: ID!) {
    extendImage(id: $id) {
      __typename
      ... on Image {
        ...ImageParts
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

export const RemoveImage = graphql(`
  mutation RemoveImage($id: ID!) {
    removeImage(id: $id) {
      __typename
      ... on Image {
        ...ImageParts
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

export const WithdrawImageConsent = graphql(`
  mutation WithdrawImageConsent($id: ID!) {
    withdrawImageConsent(id: $id) {
      __typename
      ... on Image {
        ...ImageParts
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

export const NewWithdrawalCode = graphql(`
  mutation NewWithdrawalCode($id: ID!, $forAll: Boolean!) {
    newWithdrawalCode(id: $id, forAll: $forAll) {
      __typename
      ... on WithdrawalCode {
        code
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
