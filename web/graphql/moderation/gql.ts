/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment CaseActionsParts on ModerationCase {\n    id\n    taken\n    takenByMe\n    post {\n      id\n      kind\n      title\n      body\n      visibility\n      possibleActions\n    }\n  }\n": typeof types.CaseActionsPartsFragmentDoc,
    "\n  fragment CaseBylineParts on Byline {\n    __typename\n    ... on AliasByline {\n      number\n      isAsker\n      specialty {\n        code\n        sv\n        en\n      }\n    }\n    ... on ErasedByline {\n      isAsker\n    }\n    ... on PhysicianByline {\n      isAsker\n      physician {\n        id\n        name\n        specialty {\n          code\n          sv\n          en\n        }\n      }\n    }\n  }\n": typeof types.CaseBylinePartsFragmentDoc,
    "\n  fragment CaseCardParts on ModerationCase {\n    id\n    state\n    openedAt\n    taken\n    takenByMe\n    flags {\n      id\n      reason\n    }\n    decisions {\n      id\n      action\n      decidedAt\n    }\n    post {\n      id\n      kind\n      title\n      body\n      visibility\n      locked\n      byline {\n        ...CaseBylineParts\n      }\n    }\n  }\n": typeof types.CaseCardPartsFragmentDoc,
    "\n  mutation HidePost($input: DecideInput!) {\n    hidePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.HidePostDocument,
    "\n  mutation UnhidePost($input: DecideInput!) {\n    unhidePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.UnhidePostDocument,
    "\n  mutation EditPost($input: EditPostInput!) {\n    editPost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.EditPostDocument,
    "\n  mutation DeletePost($input: DecideInput!) {\n    deletePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.DeletePostDocument,
    "\n  mutation LockConsultation($input: DecideInput!) {\n    lockConsultation(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.LockConsultationDocument,
    "\n  mutation UnlockConsultation($input: DecideInput!) {\n    unlockConsultation(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.UnlockConsultationDocument,
    "\n  mutation DismissCase($input: DismissCaseInput!) {\n    dismissCase(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.DismissCaseDocument,
    "\n  mutation WarnAuthor($input: DecideInput!) {\n    warnAuthor(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.WarnAuthorDocument,
    "\n  mutation SuspendAuthor($input: SuspendAuthorInput!) {\n    suspendAuthor(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.SuspendAuthorDocument,
    "\n  mutation LiftSuspension($input: DecideInput!) {\n    liftSuspension(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.LiftSuspensionDocument,
    "\n  mutation ProposeRedaction($input: ProposeRedactionInput!) {\n    proposeRedaction(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.ProposeRedactionDocument,
    "\n  fragment CaseCustodyParts on ModerationCase {\n    id\n    state\n    taken\n    takenByMe\n    post {\n      id\n      visibility\n    }\n  }\n": typeof types.CaseCustodyPartsFragmentDoc,
    "\n  mutation TakeCase($id: ID!) {\n    takeCase(id: $id) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.TakeCaseDocument,
    "\n  mutation ReleaseCase($id: ID!) {\n    releaseCase(id: $id) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.ReleaseCaseDocument,
    "\n  fragment CaseFlagsParts on ModerationCase {\n    flags {\n      id\n      reason\n      note\n      flaggedAt\n    }\n  }\n": typeof types.CaseFlagsPartsFragmentDoc,
    "\n  fragment CaseHistoryParts on ModerationCase {\n    decisions {\n      id\n      action\n      byMe\n      decidedAt\n      rule\n      statement\n      titleBefore\n      titleAfter\n      textBefore\n      textAfter\n      until\n      redaction\n    }\n    post {\n      id\n      title\n      body\n      kind\n      postedAt\n      revisions {\n        title\n        body\n        by\n        replacedAt\n      }\n    }\n  }\n": typeof types.CaseHistoryPartsFragmentDoc,
    "\n  fragment CaseParts on ModerationCase {\n    id\n    state\n    post {\n      id\n      kind\n      title\n    }\n    ...CasePostParts\n    ...CaseFlagsParts\n    ...CaseCustodyParts\n    ...CaseActionsParts\n    ...CaseHistoryParts\n  }\n": typeof types.CasePartsFragmentDoc,
    "\n  query FindCase($id: ID!) {\n    case(id: $id) {\n      id\n      ...CaseParts\n    }\n  }\n": typeof types.FindCaseDocument,
    "\n  fragment CasePostParts on ModerationCase {\n    post {\n      id\n      kind\n      consultationId\n      body\n      identifierOverride\n      question\n      visibility\n      locked\n      postedAt\n      editedAt\n      editedByModeration\n      byline {\n        ...CaseBylineParts\n      }\n    }\n  }\n": typeof types.CasePostPartsFragmentDoc,
    "\n  query NextOpenCases {\n    cases(list: OPEN, first: 20) {\n      edges {\n        node {\n          id\n          taken\n        }\n      }\n    }\n  }\n": typeof types.NextOpenCasesDocument,
    "\n  mutation OpenCase($input: OpenCaseInput!) {\n    openCase(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.OpenCaseDocument,
    "\n  query CaseCounts {\n    caseCounts {\n      open\n      mine\n    }\n  }\n": typeof types.CaseCountsDocument,
    "\n  query Cases($list: CaseList!, $after: String) {\n    cases(list: $list, first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...CaseCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": typeof types.CasesDocument,
};
const documents: Documents = {
    "\n  fragment CaseActionsParts on ModerationCase {\n    id\n    taken\n    takenByMe\n    post {\n      id\n      kind\n      title\n      body\n      visibility\n      possibleActions\n    }\n  }\n": types.CaseActionsPartsFragmentDoc,
    "\n  fragment CaseBylineParts on Byline {\n    __typename\n    ... on AliasByline {\n      number\n      isAsker\n      specialty {\n        code\n        sv\n        en\n      }\n    }\n    ... on ErasedByline {\n      isAsker\n    }\n    ... on PhysicianByline {\n      isAsker\n      physician {\n        id\n        name\n        specialty {\n          code\n          sv\n          en\n        }\n      }\n    }\n  }\n": types.CaseBylinePartsFragmentDoc,
    "\n  fragment CaseCardParts on ModerationCase {\n    id\n    state\n    openedAt\n    taken\n    takenByMe\n    flags {\n      id\n      reason\n    }\n    decisions {\n      id\n      action\n      decidedAt\n    }\n    post {\n      id\n      kind\n      title\n      body\n      visibility\n      locked\n      byline {\n        ...CaseBylineParts\n      }\n    }\n  }\n": types.CaseCardPartsFragmentDoc,
    "\n  mutation HidePost($input: DecideInput!) {\n    hidePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.HidePostDocument,
    "\n  mutation UnhidePost($input: DecideInput!) {\n    unhidePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.UnhidePostDocument,
    "\n  mutation EditPost($input: EditPostInput!) {\n    editPost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.EditPostDocument,
    "\n  mutation DeletePost($input: DecideInput!) {\n    deletePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.DeletePostDocument,
    "\n  mutation LockConsultation($input: DecideInput!) {\n    lockConsultation(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.LockConsultationDocument,
    "\n  mutation UnlockConsultation($input: DecideInput!) {\n    unlockConsultation(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.UnlockConsultationDocument,
    "\n  mutation DismissCase($input: DismissCaseInput!) {\n    dismissCase(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.DismissCaseDocument,
    "\n  mutation WarnAuthor($input: DecideInput!) {\n    warnAuthor(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.WarnAuthorDocument,
    "\n  mutation SuspendAuthor($input: SuspendAuthorInput!) {\n    suspendAuthor(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.SuspendAuthorDocument,
    "\n  mutation LiftSuspension($input: DecideInput!) {\n    liftSuspension(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.LiftSuspensionDocument,
    "\n  mutation ProposeRedaction($input: ProposeRedactionInput!) {\n    proposeRedaction(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.ProposeRedactionDocument,
    "\n  fragment CaseCustodyParts on ModerationCase {\n    id\n    state\n    taken\n    takenByMe\n    post {\n      id\n      visibility\n    }\n  }\n": types.CaseCustodyPartsFragmentDoc,
    "\n  mutation TakeCase($id: ID!) {\n    takeCase(id: $id) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.TakeCaseDocument,
    "\n  mutation ReleaseCase($id: ID!) {\n    releaseCase(id: $id) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.ReleaseCaseDocument,
    "\n  fragment CaseFlagsParts on ModerationCase {\n    flags {\n      id\n      reason\n      note\n      flaggedAt\n    }\n  }\n": types.CaseFlagsPartsFragmentDoc,
    "\n  fragment CaseHistoryParts on ModerationCase {\n    decisions {\n      id\n      action\n      byMe\n      decidedAt\n      rule\n      statement\n      titleBefore\n      titleAfter\n      textBefore\n      textAfter\n      until\n      redaction\n    }\n    post {\n      id\n      title\n      body\n      kind\n      postedAt\n      revisions {\n        title\n        body\n        by\n        replacedAt\n      }\n    }\n  }\n": types.CaseHistoryPartsFragmentDoc,
    "\n  fragment CaseParts on ModerationCase {\n    id\n    state\n    post {\n      id\n      kind\n      title\n    }\n    ...CasePostParts\n    ...CaseFlagsParts\n    ...CaseCustodyParts\n    ...CaseActionsParts\n    ...CaseHistoryParts\n  }\n": types.CasePartsFragmentDoc,
    "\n  query FindCase($id: ID!) {\n    case(id: $id) {\n      id\n      ...CaseParts\n    }\n  }\n": types.FindCaseDocument,
    "\n  fragment CasePostParts on ModerationCase {\n    post {\n      id\n      kind\n      consultationId\n      body\n      identifierOverride\n      question\n      visibility\n      locked\n      postedAt\n      editedAt\n      editedByModeration\n      byline {\n        ...CaseBylineParts\n      }\n    }\n  }\n": types.CasePostPartsFragmentDoc,
    "\n  query NextOpenCases {\n    cases(list: OPEN, first: 20) {\n      edges {\n        node {\n          id\n          taken\n        }\n      }\n    }\n  }\n": types.NextOpenCasesDocument,
    "\n  mutation OpenCase($input: OpenCaseInput!) {\n    openCase(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.OpenCaseDocument,
    "\n  query CaseCounts {\n    caseCounts {\n      open\n      mine\n    }\n  }\n": types.CaseCountsDocument,
    "\n  query Cases($list: CaseList!, $after: String) {\n    cases(list: $list, first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...CaseCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": types.CasesDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CaseActionsParts on ModerationCase {\n    id\n    taken\n    takenByMe\n    post {\n      id\n      kind\n      title\n      body\n      visibility\n      possibleActions\n    }\n  }\n"): (typeof documents)["\n  fragment CaseActionsParts on ModerationCase {\n    id\n    taken\n    takenByMe\n    post {\n      id\n      kind\n      title\n      body\n      visibility\n      possibleActions\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CaseBylineParts on Byline {\n    __typename\n    ... on AliasByline {\n      number\n      isAsker\n      specialty {\n        code\n        sv\n        en\n      }\n    }\n    ... on ErasedByline {\n      isAsker\n    }\n    ... on PhysicianByline {\n      isAsker\n      physician {\n        id\n        name\n        specialty {\n          code\n          sv\n          en\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment CaseBylineParts on Byline {\n    __typename\n    ... on AliasByline {\n      number\n      isAsker\n      specialty {\n        code\n        sv\n        en\n      }\n    }\n    ... on ErasedByline {\n      isAsker\n    }\n    ... on PhysicianByline {\n      isAsker\n      physician {\n        id\n        name\n        specialty {\n          code\n          sv\n          en\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CaseCardParts on ModerationCase {\n    id\n    state\n    openedAt\n    taken\n    takenByMe\n    flags {\n      id\n      reason\n    }\n    decisions {\n      id\n      action\n      decidedAt\n    }\n    post {\n      id\n      kind\n      title\n      body\n      visibility\n      locked\n      byline {\n        ...CaseBylineParts\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment CaseCardParts on ModerationCase {\n    id\n    state\n    openedAt\n    taken\n    takenByMe\n    flags {\n      id\n      reason\n    }\n    decisions {\n      id\n      action\n      decidedAt\n    }\n    post {\n      id\n      kind\n      title\n      body\n      visibility\n      locked\n      byline {\n        ...CaseBylineParts\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HidePost($input: DecideInput!) {\n    hidePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation HidePost($input: DecideInput!) {\n    hidePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnhidePost($input: DecideInput!) {\n    unhidePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UnhidePost($input: DecideInput!) {\n    unhidePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EditPost($input: EditPostInput!) {\n    editPost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation EditPost($input: EditPostInput!) {\n    editPost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeletePost($input: DecideInput!) {\n    deletePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeletePost($input: DecideInput!) {\n    deletePost(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LockConsultation($input: DecideInput!) {\n    lockConsultation(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation LockConsultation($input: DecideInput!) {\n    lockConsultation(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnlockConsultation($input: DecideInput!) {\n    unlockConsultation(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UnlockConsultation($input: DecideInput!) {\n    unlockConsultation(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DismissCase($input: DismissCaseInput!) {\n    dismissCase(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DismissCase($input: DismissCaseInput!) {\n    dismissCase(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WarnAuthor($input: DecideInput!) {\n    warnAuthor(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation WarnAuthor($input: DecideInput!) {\n    warnAuthor(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SuspendAuthor($input: SuspendAuthorInput!) {\n    suspendAuthor(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SuspendAuthor($input: SuspendAuthorInput!) {\n    suspendAuthor(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LiftSuspension($input: DecideInput!) {\n    liftSuspension(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation LiftSuspension($input: DecideInput!) {\n    liftSuspension(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ProposeRedaction($input: ProposeRedactionInput!) {\n    proposeRedaction(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ProposeRedaction($input: ProposeRedactionInput!) {\n    proposeRedaction(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CaseCustodyParts on ModerationCase {\n    id\n    state\n    taken\n    takenByMe\n    post {\n      id\n      visibility\n    }\n  }\n"): (typeof documents)["\n  fragment CaseCustodyParts on ModerationCase {\n    id\n    state\n    taken\n    takenByMe\n    post {\n      id\n      visibility\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TakeCase($id: ID!) {\n    takeCase(id: $id) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation TakeCase($id: ID!) {\n    takeCase(id: $id) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReleaseCase($id: ID!) {\n    releaseCase(id: $id) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ReleaseCase($id: ID!) {\n    releaseCase(id: $id) {\n      __typename\n      ... on ModerationCase {\n        id\n        ...CaseParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CaseFlagsParts on ModerationCase {\n    flags {\n      id\n      reason\n      note\n      flaggedAt\n    }\n  }\n"): (typeof documents)["\n  fragment CaseFlagsParts on ModerationCase {\n    flags {\n      id\n      reason\n      note\n      flaggedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CaseHistoryParts on ModerationCase {\n    decisions {\n      id\n      action\n      byMe\n      decidedAt\n      rule\n      statement\n      titleBefore\n      titleAfter\n      textBefore\n      textAfter\n      until\n      redaction\n    }\n    post {\n      id\n      title\n      body\n      kind\n      postedAt\n      revisions {\n        title\n        body\n        by\n        replacedAt\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment CaseHistoryParts on ModerationCase {\n    decisions {\n      id\n      action\n      byMe\n      decidedAt\n      rule\n      statement\n      titleBefore\n      titleAfter\n      textBefore\n      textAfter\n      until\n      redaction\n    }\n    post {\n      id\n      title\n      body\n      kind\n      postedAt\n      revisions {\n        title\n        body\n        by\n        replacedAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CaseParts on ModerationCase {\n    id\n    state\n    post {\n      id\n      kind\n      title\n    }\n    ...CasePostParts\n    ...CaseFlagsParts\n    ...CaseCustodyParts\n    ...CaseActionsParts\n    ...CaseHistoryParts\n  }\n"): (typeof documents)["\n  fragment CaseParts on ModerationCase {\n    id\n    state\n    post {\n      id\n      kind\n      title\n    }\n    ...CasePostParts\n    ...CaseFlagsParts\n    ...CaseCustodyParts\n    ...CaseActionsParts\n    ...CaseHistoryParts\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindCase($id: ID!) {\n    case(id: $id) {\n      id\n      ...CaseParts\n    }\n  }\n"): (typeof documents)["\n  query FindCase($id: ID!) {\n    case(id: $id) {\n      id\n      ...CaseParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CasePostParts on ModerationCase {\n    post {\n      id\n      kind\n      consultationId\n      body\n      identifierOverride\n      question\n      visibility\n      locked\n      postedAt\n      editedAt\n      editedByModeration\n      byline {\n        ...CaseBylineParts\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment CasePostParts on ModerationCase {\n    post {\n      id\n      kind\n      consultationId\n      body\n      identifierOverride\n      question\n      visibility\n      locked\n      postedAt\n      editedAt\n      editedByModeration\n      byline {\n        ...CaseBylineParts\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NextOpenCases {\n    cases(list: OPEN, first: 20) {\n      edges {\n        node {\n          id\n          taken\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query NextOpenCases {\n    cases(list: OPEN, first: 20) {\n      edges {\n        node {\n          id\n          taken\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenCase($input: OpenCaseInput!) {\n    openCase(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation OpenCase($input: OpenCaseInput!) {\n    openCase(input: $input) {\n      __typename\n      ... on ModerationCase {\n        id\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseCounts {\n    caseCounts {\n      open\n      mine\n    }\n  }\n"): (typeof documents)["\n  query CaseCounts {\n    caseCounts {\n      open\n      mine\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Cases($list: CaseList!, $after: String) {\n    cases(list: $list, first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...CaseCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query Cases($list: CaseList!, $after: String) {\n    cases(list: $list, first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...CaseCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
