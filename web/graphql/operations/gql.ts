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
    "\n  fragment AuditEntryParts on AuditEntry {\n    seq\n    at\n    kind\n    details\n    hash\n    actor {\n      id\n      name\n    }\n  }\n": typeof types.AuditEntryPartsFragmentDoc,
    "\n  query AuditEntries($first: Int!, $after: String) {\n    auditEntries(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          seq\n          ...AuditEntryParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": typeof types.AuditEntriesDocument,
    "\n  query VerifyChain {\n    auditVerification {\n      ok\n      entries\n      checkpoints\n      firstBroken\n      reason\n    }\n  }\n": typeof types.VerifyChainDocument,
    "\n  mutation ExtendLookupNotice($lookupId: ID!, $until: String!, $statement: String!) {\n    extendLookupNotice(lookupId: $lookupId, until: $until, statement: $statement) {\n      __typename\n      ... on Lookup {\n        id\n        ...OpeningNoticeParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.ExtendLookupNoticeDocument,
    "\n  fragment OpeningNoticeParts on Lookup {\n    id\n    requestedByMe\n    notice {\n      tellAfter\n      told\n      canExtend\n      latestDay\n      extensions {\n        at\n        tellAfterBefore\n        tellAfter\n        statement\n        admin {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.OpeningNoticePartsFragmentDoc,
    "\n  mutation ApproveLookup($id: ID!, $partial: PartialInput!) {\n    approveLookup(id: $id, partial: $partial) {\n      __typename\n      ... on Lookup {\n        id\n        ...LookupParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.ApproveLookupDocument,
    "\n  query FindLookupSubject($link: String!) {\n    lookupSubject(link: $link) {\n      aliasId\n      ...LookupSubjectParts\n    }\n  }\n": typeof types.FindLookupSubjectDocument,
    "\n  fragment LookupCardParts on Lookup {\n    id\n    reason\n    state\n    caseReference\n    requestedAt\n    expiresAt\n    canApprove\n    canOpen\n    requestedBy {\n      id\n      name\n    }\n    subject {\n      aliasNumber\n      isAsker\n      title\n    }\n  }\n": typeof types.LookupCardPartsFragmentDoc,
    "\n  fragment LookupGuideParts on Epoch {\n    number\n    threshold\n    shares\n    holders {\n      index\n      admin {\n        id\n        name\n      }\n    }\n  }\n": typeof types.LookupGuidePartsFragmentDoc,
    "\n  fragment LookupParts on Lookup {\n    id\n    aliasId\n    state\n    ephemeral\n    canApprove\n    canOpen\n    requestedByMe\n    requestedBy {\n      id\n      name\n    }\n    epoch {\n      number\n      threshold\n      commitments\n      holders {\n        index\n        admin {\n          id\n          name\n        }\n      }\n    }\n    participations {\n      kind\n      admin {\n        id\n        name\n      }\n    }\n    subject {\n      aliasNumber\n      isAsker\n      title\n      ...LookupSubjectParts\n    }\n    ...LookupStepsParts\n    ...LookupRecordParts\n    ...OpeningNoticeParts\n  }\n": typeof types.LookupPartsFragmentDoc,
    "\n  query FindLookup($id: ID!) {\n    lookup(id: $id) {\n      id\n      ...LookupParts\n    }\n  }\n": typeof types.FindLookupDocument,
    "\n  fragment LookupRecordParts on Lookup {\n    id\n    reason\n    text\n    caseReference\n    state\n    expiresAt\n    epoch {\n      number\n      threshold\n      shares\n    }\n    participations {\n      kind\n      at\n      statement\n      admin {\n        id\n        name\n      }\n    }\n  }\n": typeof types.LookupRecordPartsFragmentDoc,
    "\n  fragment LookupStepsParts on Lookup {\n    state\n    requestedAt\n    expiresAt\n    requestedBy {\n      id\n      name\n    }\n    epoch {\n      number\n      threshold\n    }\n    participations {\n      kind\n      at\n      admin {\n        id\n        name\n      }\n    }\n  }\n": typeof types.LookupStepsPartsFragmentDoc,
    "\n  fragment LookupSubjectParts on LookupSubject {\n    kind\n    consultationId\n    aliasNumber\n    isAsker\n    title\n    body\n  }\n": typeof types.LookupSubjectPartsFragmentDoc,
    "\n  query Lookups($after: String) {\n    epoch {\n      number\n      ...LookupGuideParts\n    }\n    lookups(first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...LookupCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": typeof types.LookupsDocument,
    "\n  mutation OpenLookup($id: ID!, $partial: PartialInput!) {\n    openLookup(id: $id, partial: $partial) {\n      __typename\n      ... on OpenedLookup {\n        author {\n          id\n          name\n          email\n          licenceNumber\n          status\n          specialty {\n            code\n            sv\n            en\n          }\n        }\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.OpenLookupDocument,
    "\n  mutation RefuseLookup($id: ID!, $statement: String!) {\n    refuseLookup(id: $id, statement: $statement) {\n      __typename\n      ... on Lookup {\n        id\n        ...LookupParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.RefuseLookupDocument,
    "\n  mutation RequestLookup($input: RequestLookupInput!) {\n    requestLookup(input: $input) {\n      __typename\n      ... on Lookup {\n        id\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.RequestLookupDocument,
    "\n  query FindTelemetryQueues {\n    telemetryQueues {\n      processor\n      configured\n      waiting\n      oldestHour\n      setAside\n      setAsideAnswers\n      delivered\n      dropped\n      failures\n      retryAt\n      lastAnswer\n      lastAnswerAt\n    }\n  }\n": typeof types.FindTelemetryQueuesDocument,
    "\n  fragment AccountCardParts on Account {\n    id\n    name\n    email\n    status\n    licenceNumber\n    registeredOn\n    isModerator\n    isTechnicalAdmin\n    specialty {\n      code\n      sv\n      en\n    }\n  }\n": typeof types.AccountCardPartsFragmentDoc,
    "\n  mutation VerifyPhysician($accountId: ID!, $evidence: String!) {\n    verifyPhysician(accountId: $accountId, evidence: $evidence) {\n      __typename\n      ... on Account {\n        id\n        status\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.VerifyPhysicianDocument,
    "\n  mutation RefuseVerification($accountId: ID!, $statement: String!) {\n    refuseVerification(accountId: $accountId, statement: $statement) {\n      __typename\n      ... on Account {\n        id\n        status\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.RefuseVerificationDocument,
    "\n  query Accounts($filter: AccountFilter!, $after: String) {\n    accounts(filter: $filter, first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...AccountCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": typeof types.AccountsDocument,
};
const documents: Documents = {
    "\n  fragment AuditEntryParts on AuditEntry {\n    seq\n    at\n    kind\n    details\n    hash\n    actor {\n      id\n      name\n    }\n  }\n": types.AuditEntryPartsFragmentDoc,
    "\n  query AuditEntries($first: Int!, $after: String) {\n    auditEntries(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          seq\n          ...AuditEntryParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": types.AuditEntriesDocument,
    "\n  query VerifyChain {\n    auditVerification {\n      ok\n      entries\n      checkpoints\n      firstBroken\n      reason\n    }\n  }\n": types.VerifyChainDocument,
    "\n  mutation ExtendLookupNotice($lookupId: ID!, $until: String!, $statement: String!) {\n    extendLookupNotice(lookupId: $lookupId, until: $until, statement: $statement) {\n      __typename\n      ... on Lookup {\n        id\n        ...OpeningNoticeParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.ExtendLookupNoticeDocument,
    "\n  fragment OpeningNoticeParts on Lookup {\n    id\n    requestedByMe\n    notice {\n      tellAfter\n      told\n      canExtend\n      latestDay\n      extensions {\n        at\n        tellAfterBefore\n        tellAfter\n        statement\n        admin {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.OpeningNoticePartsFragmentDoc,
    "\n  mutation ApproveLookup($id: ID!, $partial: PartialInput!) {\n    approveLookup(id: $id, partial: $partial) {\n      __typename\n      ... on Lookup {\n        id\n        ...LookupParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.ApproveLookupDocument,
    "\n  query FindLookupSubject($link: String!) {\n    lookupSubject(link: $link) {\n      aliasId\n      ...LookupSubjectParts\n    }\n  }\n": types.FindLookupSubjectDocument,
    "\n  fragment LookupCardParts on Lookup {\n    id\n    reason\n    state\n    caseReference\n    requestedAt\n    expiresAt\n    canApprove\n    canOpen\n    requestedBy {\n      id\n      name\n    }\n    subject {\n      aliasNumber\n      isAsker\n      title\n    }\n  }\n": types.LookupCardPartsFragmentDoc,
    "\n  fragment LookupGuideParts on Epoch {\n    number\n    threshold\n    shares\n    holders {\n      index\n      admin {\n        id\n        name\n      }\n    }\n  }\n": types.LookupGuidePartsFragmentDoc,
    "\n  fragment LookupParts on Lookup {\n    id\n    aliasId\n    state\n    ephemeral\n    canApprove\n    canOpen\n    requestedByMe\n    requestedBy {\n      id\n      name\n    }\n    epoch {\n      number\n      threshold\n      commitments\n      holders {\n        index\n        admin {\n          id\n          name\n        }\n      }\n    }\n    participations {\n      kind\n      admin {\n        id\n        name\n      }\n    }\n    subject {\n      aliasNumber\n      isAsker\n      title\n      ...LookupSubjectParts\n    }\n    ...LookupStepsParts\n    ...LookupRecordParts\n    ...OpeningNoticeParts\n  }\n": types.LookupPartsFragmentDoc,
    "\n  query FindLookup($id: ID!) {\n    lookup(id: $id) {\n      id\n      ...LookupParts\n    }\n  }\n": types.FindLookupDocument,
    "\n  fragment LookupRecordParts on Lookup {\n    id\n    reason\n    text\n    caseReference\n    state\n    expiresAt\n    epoch {\n      number\n      threshold\n      shares\n    }\n    participations {\n      kind\n      at\n      statement\n      admin {\n        id\n        name\n      }\n    }\n  }\n": types.LookupRecordPartsFragmentDoc,
    "\n  fragment LookupStepsParts on Lookup {\n    state\n    requestedAt\n    expiresAt\n    requestedBy {\n      id\n      name\n    }\n    epoch {\n      number\n      threshold\n    }\n    participations {\n      kind\n      at\n      admin {\n        id\n        name\n      }\n    }\n  }\n": types.LookupStepsPartsFragmentDoc,
    "\n  fragment LookupSubjectParts on LookupSubject {\n    kind\n    consultationId\n    aliasNumber\n    isAsker\n    title\n    body\n  }\n": types.LookupSubjectPartsFragmentDoc,
    "\n  query Lookups($after: String) {\n    epoch {\n      number\n      ...LookupGuideParts\n    }\n    lookups(first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...LookupCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": types.LookupsDocument,
    "\n  mutation OpenLookup($id: ID!, $partial: PartialInput!) {\n    openLookup(id: $id, partial: $partial) {\n      __typename\n      ... on OpenedLookup {\n        author {\n          id\n          name\n          email\n          licenceNumber\n          status\n          specialty {\n            code\n            sv\n            en\n          }\n        }\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.OpenLookupDocument,
    "\n  mutation RefuseLookup($id: ID!, $statement: String!) {\n    refuseLookup(id: $id, statement: $statement) {\n      __typename\n      ... on Lookup {\n        id\n        ...LookupParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.RefuseLookupDocument,
    "\n  mutation RequestLookup($input: RequestLookupInput!) {\n    requestLookup(input: $input) {\n      __typename\n      ... on Lookup {\n        id\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.RequestLookupDocument,
    "\n  query FindTelemetryQueues {\n    telemetryQueues {\n      processor\n      configured\n      waiting\n      oldestHour\n      setAside\n      setAsideAnswers\n      delivered\n      dropped\n      failures\n      retryAt\n      lastAnswer\n      lastAnswerAt\n    }\n  }\n": types.FindTelemetryQueuesDocument,
    "\n  fragment AccountCardParts on Account {\n    id\n    name\n    email\n    status\n    licenceNumber\n    registeredOn\n    isModerator\n    isTechnicalAdmin\n    specialty {\n      code\n      sv\n      en\n    }\n  }\n": types.AccountCardPartsFragmentDoc,
    "\n  mutation VerifyPhysician($accountId: ID!, $evidence: String!) {\n    verifyPhysician(accountId: $accountId, evidence: $evidence) {\n      __typename\n      ... on Account {\n        id\n        status\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.VerifyPhysicianDocument,
    "\n  mutation RefuseVerification($accountId: ID!, $statement: String!) {\n    refuseVerification(accountId: $accountId, statement: $statement) {\n      __typename\n      ... on Account {\n        id\n        status\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.RefuseVerificationDocument,
    "\n  query Accounts($filter: AccountFilter!, $after: String) {\n    accounts(filter: $filter, first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...AccountCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": types.AccountsDocument,
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
export function graphql(source: "\n  fragment AuditEntryParts on AuditEntry {\n    seq\n    at\n    kind\n    details\n    hash\n    actor {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment AuditEntryParts on AuditEntry {\n    seq\n    at\n    kind\n    details\n    hash\n    actor {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditEntries($first: Int!, $after: String) {\n    auditEntries(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          seq\n          ...AuditEntryParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query AuditEntries($first: Int!, $after: String) {\n    auditEntries(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          seq\n          ...AuditEntryParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query VerifyChain {\n    auditVerification {\n      ok\n      entries\n      checkpoints\n      firstBroken\n      reason\n    }\n  }\n"): (typeof documents)["\n  query VerifyChain {\n    auditVerification {\n      ok\n      entries\n      checkpoints\n      firstBroken\n      reason\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExtendLookupNotice($lookupId: ID!, $until: String!, $statement: String!) {\n    extendLookupNotice(lookupId: $lookupId, until: $until, statement: $statement) {\n      __typename\n      ... on Lookup {\n        id\n        ...OpeningNoticeParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ExtendLookupNotice($lookupId: ID!, $until: String!, $statement: String!) {\n    extendLookupNotice(lookupId: $lookupId, until: $until, statement: $statement) {\n      __typename\n      ... on Lookup {\n        id\n        ...OpeningNoticeParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OpeningNoticeParts on Lookup {\n    id\n    requestedByMe\n    notice {\n      tellAfter\n      told\n      canExtend\n      latestDay\n      extensions {\n        at\n        tellAfterBefore\n        tellAfter\n        statement\n        admin {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment OpeningNoticeParts on Lookup {\n    id\n    requestedByMe\n    notice {\n      tellAfter\n      told\n      canExtend\n      latestDay\n      extensions {\n        at\n        tellAfterBefore\n        tellAfter\n        statement\n        admin {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApproveLookup($id: ID!, $partial: PartialInput!) {\n    approveLookup(id: $id, partial: $partial) {\n      __typename\n      ... on Lookup {\n        id\n        ...LookupParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ApproveLookup($id: ID!, $partial: PartialInput!) {\n    approveLookup(id: $id, partial: $partial) {\n      __typename\n      ... on Lookup {\n        id\n        ...LookupParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindLookupSubject($link: String!) {\n    lookupSubject(link: $link) {\n      aliasId\n      ...LookupSubjectParts\n    }\n  }\n"): (typeof documents)["\n  query FindLookupSubject($link: String!) {\n    lookupSubject(link: $link) {\n      aliasId\n      ...LookupSubjectParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LookupCardParts on Lookup {\n    id\n    reason\n    state\n    caseReference\n    requestedAt\n    expiresAt\n    canApprove\n    canOpen\n    requestedBy {\n      id\n      name\n    }\n    subject {\n      aliasNumber\n      isAsker\n      title\n    }\n  }\n"): (typeof documents)["\n  fragment LookupCardParts on Lookup {\n    id\n    reason\n    state\n    caseReference\n    requestedAt\n    expiresAt\n    canApprove\n    canOpen\n    requestedBy {\n      id\n      name\n    }\n    subject {\n      aliasNumber\n      isAsker\n      title\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LookupGuideParts on Epoch {\n    number\n    threshold\n    shares\n    holders {\n      index\n      admin {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment LookupGuideParts on Epoch {\n    number\n    threshold\n    shares\n    holders {\n      index\n      admin {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LookupParts on Lookup {\n    id\n    aliasId\n    state\n    ephemeral\n    canApprove\n    canOpen\n    requestedByMe\n    requestedBy {\n      id\n      name\n    }\n    epoch {\n      number\n      threshold\n      commitments\n      holders {\n        index\n        admin {\n          id\n          name\n        }\n      }\n    }\n    participations {\n      kind\n      admin {\n        id\n        name\n      }\n    }\n    subject {\n      aliasNumber\n      isAsker\n      title\n      ...LookupSubjectParts\n    }\n    ...LookupStepsParts\n    ...LookupRecordParts\n    ...OpeningNoticeParts\n  }\n"): (typeof documents)["\n  fragment LookupParts on Lookup {\n    id\n    aliasId\n    state\n    ephemeral\n    canApprove\n    canOpen\n    requestedByMe\n    requestedBy {\n      id\n      name\n    }\n    epoch {\n      number\n      threshold\n      commitments\n      holders {\n        index\n        admin {\n          id\n          name\n        }\n      }\n    }\n    participations {\n      kind\n      admin {\n        id\n        name\n      }\n    }\n    subject {\n      aliasNumber\n      isAsker\n      title\n      ...LookupSubjectParts\n    }\n    ...LookupStepsParts\n    ...LookupRecordParts\n    ...OpeningNoticeParts\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindLookup($id: ID!) {\n    lookup(id: $id) {\n      id\n      ...LookupParts\n    }\n  }\n"): (typeof documents)["\n  query FindLookup($id: ID!) {\n    lookup(id: $id) {\n      id\n      ...LookupParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LookupRecordParts on Lookup {\n    id\n    reason\n    text\n    caseReference\n    state\n    expiresAt\n    epoch {\n      number\n      threshold\n      shares\n    }\n    participations {\n      kind\n      at\n      statement\n      admin {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment LookupRecordParts on Lookup {\n    id\n    reason\n    text\n    caseReference\n    state\n    expiresAt\n    epoch {\n      number\n      threshold\n      shares\n    }\n    participations {\n      kind\n      at\n      statement\n      admin {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LookupStepsParts on Lookup {\n    state\n    requestedAt\n    expiresAt\n    requestedBy {\n      id\n      name\n    }\n    epoch {\n      number\n      threshold\n    }\n    participations {\n      kind\n      at\n      admin {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment LookupStepsParts on Lookup {\n    state\n    requestedAt\n    expiresAt\n    requestedBy {\n      id\n      name\n    }\n    epoch {\n      number\n      threshold\n    }\n    participations {\n      kind\n      at\n      admin {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LookupSubjectParts on LookupSubject {\n    kind\n    consultationId\n    aliasNumber\n    isAsker\n    title\n    body\n  }\n"): (typeof documents)["\n  fragment LookupSubjectParts on LookupSubject {\n    kind\n    consultationId\n    aliasNumber\n    isAsker\n    title\n    body\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Lookups($after: String) {\n    epoch {\n      number\n      ...LookupGuideParts\n    }\n    lookups(first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...LookupCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query Lookups($after: String) {\n    epoch {\n      number\n      ...LookupGuideParts\n    }\n    lookups(first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...LookupCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenLookup($id: ID!, $partial: PartialInput!) {\n    openLookup(id: $id, partial: $partial) {\n      __typename\n      ... on OpenedLookup {\n        author {\n          id\n          name\n          email\n          licenceNumber\n          status\n          specialty {\n            code\n            sv\n            en\n          }\n        }\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation OpenLookup($id: ID!, $partial: PartialInput!) {\n    openLookup(id: $id, partial: $partial) {\n      __typename\n      ... on OpenedLookup {\n        author {\n          id\n          name\n          email\n          licenceNumber\n          status\n          specialty {\n            code\n            sv\n            en\n          }\n        }\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefuseLookup($id: ID!, $statement: String!) {\n    refuseLookup(id: $id, statement: $statement) {\n      __typename\n      ... on Lookup {\n        id\n        ...LookupParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RefuseLookup($id: ID!, $statement: String!) {\n    refuseLookup(id: $id, statement: $statement) {\n      __typename\n      ... on Lookup {\n        id\n        ...LookupParts\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestLookup($input: RequestLookupInput!) {\n    requestLookup(input: $input) {\n      __typename\n      ... on Lookup {\n        id\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RequestLookup($input: RequestLookupInput!) {\n    requestLookup(input: $input) {\n      __typename\n      ... on Lookup {\n        id\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindTelemetryQueues {\n    telemetryQueues {\n      processor\n      configured\n      waiting\n      oldestHour\n      setAside\n      setAsideAnswers\n      delivered\n      dropped\n      failures\n      retryAt\n      lastAnswer\n      lastAnswerAt\n    }\n  }\n"): (typeof documents)["\n  query FindTelemetryQueues {\n    telemetryQueues {\n      processor\n      configured\n      waiting\n      oldestHour\n      setAside\n      setAsideAnswers\n      delivered\n      dropped\n      failures\n      retryAt\n      lastAnswer\n      lastAnswerAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AccountCardParts on Account {\n    id\n    name\n    email\n    status\n    licenceNumber\n    registeredOn\n    isModerator\n    isTechnicalAdmin\n    specialty {\n      code\n      sv\n      en\n    }\n  }\n"): (typeof documents)["\n  fragment AccountCardParts on Account {\n    id\n    name\n    email\n    status\n    licenceNumber\n    registeredOn\n    isModerator\n    isTechnicalAdmin\n    specialty {\n      code\n      sv\n      en\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation VerifyPhysician($accountId: ID!, $evidence: String!) {\n    verifyPhysician(accountId: $accountId, evidence: $evidence) {\n      __typename\n      ... on Account {\n        id\n        status\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation VerifyPhysician($accountId: ID!, $evidence: String!) {\n    verifyPhysician(accountId: $accountId, evidence: $evidence) {\n      __typename\n      ... on Account {\n        id\n        status\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefuseVerification($accountId: ID!, $statement: String!) {\n    refuseVerification(accountId: $accountId, statement: $statement) {\n      __typename\n      ... on Account {\n        id\n        status\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RefuseVerification($accountId: ID!, $statement: String!) {\n    refuseVerification(accountId: $accountId, statement: $statement) {\n      __typename\n      ... on Account {\n        id\n        status\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Accounts($filter: AccountFilter!, $after: String) {\n    accounts(filter: $filter, first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...AccountCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query Accounts($filter: AccountFilter!, $after: String) {\n    accounts(filter: $filter, first: 20, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...AccountCardParts\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
