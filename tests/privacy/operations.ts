import type { SubGraph } from '../../api/graphql/builder.ts';
import { accountActsOfOperations, accountMutations, accountsOfOperations } from './operations/accounts.ts';
import * as appeals from './operations/appeals.ts';
import {
  erasureActsOfOperations,
  erasureMutations,
  erasureQueries,
  erasuresOfOperations,
} from './operations/erasure.ts';
import { exportMutations, exportQueries } from './operations/exports.ts';
import { imageActs, imageMutations, imageQueries } from './operations/images.ts';
import { lookupMutations, lookupNoticeQueries, lookupQueries } from './operations/lookups.ts';
import { moderationMutations, moderationQueries } from './operations/moderation.ts';
import { postMutations, postQueries } from './operations/posts.ts';
import { redactionActs, redactionMutations, redactionQueries } from './operations/redactions.ts';
import { telemetryMutations, telemetryQueries } from './operations/telemetry.ts';
import { termsCalls } from './operations/terms.ts';
import { waitingEditActs, waitingEditMutations } from './operations/waiting-edits.ts';
import {
  accountHolders,
  admins,
  moderators,
  physicians,
  type Role,
  type Stage,
  type Thread,
} from './stage.ts';

/** One call of one operation. */
export interface Scene {
  stage: Stage;
  thread: Thread;
  role: Role;
}

export type Variables = Record<string, unknown>;

/**
 * How the taint test calls an operation. Every operation of every schema stands here or in `operations/`, and nothing
 * else does: the test compares. `worksFor` names roles that must get an answer and no refusal, lest the search look at
 * refusals only.
 */
export interface Call {
  worksFor: Role[];
  variables?: (scene: Scene) => Variables[] | Promise<Variables[]>;
}

export const calls: Record<SubGraph, { query: Record<string, Call>; mutation: Record<string, Call> }> = {
  physician: {
    query: {
      viewer: { worksFor: accountHolders },
      ...termsCalls.query,
      specialties: { worksFor: ['signedOut', ...accountHolders] },
      ...postQueries,
      ...appeals.physicianQueries,
      ...imageQueries,
      mySanctions: { worksFor: physicians },
      ...redactionQueries,
      ...lookupNoticeQueries,
      transparency: { worksFor: physicians },
      ...exportQueries,
      ...telemetryQueries.physician,
      ...erasureQueries,
    },
    mutation: {
      ...appeals.physicianMutations,
      ...exportMutations,
      ...telemetryMutations.physician,
      ...erasureMutations,
      ...redactionMutations,
      ...waitingEditMutations,
      ...termsCalls.mutation,
      ...accountMutations,
      ...imageMutations,
      ...postMutations,
    },
  },
  moderation: {
    query: {
      viewer: { worksFor: moderators },
      ...appeals.moderationQueries,
      ...moderationQueries,
    },
    mutation: {
      ...appeals.moderationMutations,
      ...imageActs,
      ...moderationMutations,
      ...redactionActs,
      ...waitingEditActs,
    },
  },
  operations: {
    query: {
      viewer: { worksFor: admins },
      ...accountsOfOperations,
      auditEntries: { worksFor: admins, variables: () => [{ first: 100 }] },
      auditVerification: { worksFor: admins },
      epoch: { worksFor: admins },
      statistics: { worksFor: admins },
      ...telemetryQueries.operations,
      ...erasuresOfOperations,
      consentForms: { worksFor: admins, variables: () => [{ first: 100 }] },
      ...lookupQueries,
    },
    mutation: {
      ...erasureActsOfOperations,
      ...lookupMutations,
      ...accountActsOfOperations,
    },
  },
};
