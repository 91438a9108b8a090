import { graphql } from '../../graphql/moderation/index.ts';

export const HidePost = graphql(`
  mutation HidePost($input: DecideInput!) {
    hidePost(input: $input) {
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

export const UnhidePost = graphql(`
  mutation UnhidePost($input: DecideInput!) {
    unhidePost(input: $input) {
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

export const EditPost = graphql(`
  mutation EditPost($input: EditPostInput!) {
    editPost(input: $input) {
      __typename
      ... on ModerationCase {
        id
        ...CaseParts
      }
      ... on Refusal {
        message
      }
      ... on EditedMeanwhileError {
        by
        case {
          id
          ...CaseParts
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

export const DeletePost = graphql(`
  mutation DeletePost($input: DecideInput!) {
    deletePost(input: $input) {
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

export const LockConsultation = graphql(`
  mutation LockConsultation($input: DecideInput!) {
    lockConsultation(input: $input) {
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

export const UnlockConsultation = graphql(`
  mutation UnlockConsultation($input: DecideInput!) {
    unlockConsultation(input: $input) {
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

export const DismissCase = graphql(`
  mutation DismissCase($input: DismissCaseInput!) {
    dismissCase(input: $input) {
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

export const WarnAuthor = graphql(`
  mutation WarnAuthor($input: DecideInput!) {
    warnAuthor(input: $input) {
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

export const SuspendAuthor = graphql(`
  mutation SuspendAuthor($input: SuspendAuthorInput!) {
    suspendAuthor(input: $input) {
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

export const LiftSuspension = graphql(`
  mutation LiftSuspension($input: DecideInput!) {
    liftSuspension(input: $input) {
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

export const ProposeRedaction = graphql(`
  mutation ProposeRedaction($input: ProposeRedactionInput!) {
    proposeRedaction(input: $input) {
      __typename
      ... on ModerationCase {
        id
        ...CaseParts
      }
      ... on Refusal {
        message
      }
      ... on EditedMeanwhileError {
        by
        case {
          id
          ...CaseParts
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

export const AcceptEdit = graphql(`
  mutation AcceptEdit($input: AcceptEditInput!) {
    acceptEdit(input: $input) {
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

export const RefuseEdit = graphql(`
  mutation RefuseEdit($input: RefuseEditInput!) {
    refuseEdit(input: $input) {
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
