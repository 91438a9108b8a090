import type { GraphQLSchema } from 'graphql';
import './scalars.ts';
import './refusals.ts';
import '../specialties/graphql.ts';
import '../accounts/graphql.ts';
import '../consultations/graphql.ts';
import '../bylines/graphql.ts';
import '../decisions/graphql.ts';
import '../answers/graphql.ts';
import '../images/graphql.ts';
import '../images/consent-forms-graphql.ts';
import '../images/expiring-graphql.ts';
import '../hold-back/graphql.ts';
import '../anonymity/graphql.ts';
import '../flags/graphql.ts';
import '../moderation/graphql.ts';
import '../appeals/graphql.ts';
import '../moderation/measures-graphql.ts';
import '../sanctions/graphql.ts';
import '../redactions/graphql.ts';
import '../waiting-edits/graphql.ts';
import '../audit/graphql.ts';
import '../lookups/graphql.ts';
import '../lookup-notices/graphql.ts';
import '../terms/graphql.ts';
import '../retention/graphql.ts';
import '../transparency/graphql.ts';
import '../erasure/graphql.ts';
import '../exports/graphql.ts';
import '../statistics/graphql.ts';
import '../telemetry/graphql.ts';
import { builder, type SubGraph } from './builder.ts';

/** The schema of each endpoint. What a role may not see is not in its schema. */
export const schemas: Record<SubGraph, GraphQLSchema> = {
  physician: builder.toSchema({ subGraph: 'physician' }),
  moderation: builder.toSchema({ subGraph: 'moderation' }),
  operations: builder.toSchema({ subGraph: 'operations' }),
};
