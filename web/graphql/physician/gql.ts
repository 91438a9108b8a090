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
    "\n  mutation SetLocale($locale: Locale!) {\n    setLocale(locale: $locale) {\n      __typename\n      ... on Viewer {\n        id\n        locale\n      }\n    }\n  }\n": typeof types.SetLocaleDocument,
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) {\n      __typename\n      ... on Registration {\n        received\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": typeof types.RegisterDocument,
    "\n  query SessionViewer {\n    viewer {\n      id\n      email\n      name\n      locale\n      status\n      isModerator\n      isTechnicalAdmin\n      specialty {\n        code\n        sv\n        en\n      }\n    }\n  }\n": typeof types.SessionViewerDocument,
    "\n  query Specialties {\n    specialties {\n      code\n      sv\n      en\n    }\n  }\n": typeof types.SpecialtiesDocument,
};
const documents: Documents = {
    "\n  mutation SetLocale($locale: Locale!) {\n    setLocale(locale: $locale) {\n      __typename\n      ... on Viewer {\n        id\n        locale\n      }\n    }\n  }\n": types.SetLocaleDocument,
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) {\n      __typename\n      ... on Registration {\n        received\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n": types.RegisterDocument,
    "\n  query SessionViewer {\n    viewer {\n      id\n      email\n      name\n      locale\n      status\n      isModerator\n      isTechnicalAdmin\n      specialty {\n        code\n        sv\n        en\n      }\n    }\n  }\n": types.SessionViewerDocument,
    "\n  query Specialties {\n    specialties {\n      code\n      sv\n      en\n    }\n  }\n": types.SpecialtiesDocument,
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
export function graphql(source: "\n  mutation SetLocale($locale: Locale!) {\n    setLocale(locale: $locale) {\n      __typename\n      ... on Viewer {\n        id\n        locale\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SetLocale($locale: Locale!) {\n    setLocale(locale: $locale) {\n      __typename\n      ... on Viewer {\n        id\n        locale\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) {\n      __typename\n      ... on Registration {\n        received\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) {\n      __typename\n      ... on Registration {\n        received\n      }\n      ... on Refusal {\n        message\n      }\n      ... on InvalidInputError {\n        issues {\n          field\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SessionViewer {\n    viewer {\n      id\n      email\n      name\n      locale\n      status\n      isModerator\n      isTechnicalAdmin\n      specialty {\n        code\n        sv\n        en\n      }\n    }\n  }\n"): (typeof documents)["\n  query SessionViewer {\n    viewer {\n      id\n      email\n      name\n      locale\n      status\n      isModerator\n      isTechnicalAdmin\n      specialty {\n        code\n        sv\n        en\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Specialties {\n    specialties {\n      code\n      sv\n      en\n    }\n  }\n"): (typeof documents)["\n  query Specialties {\n    specialties {\n      code\n      sv\n      en\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
