import { expect } from 'vitest';
import type { SubGraph } from '../../api/graphql/builder.ts';
import type { SchemaOperation } from '../support/graphql-documents.ts';
import { type Bylines, type Exchange, judge, readBylines } from './judge.ts';
import type { Call, Variables } from './operations.ts';
import { admins, moderators, physicians, type Role, type Stage, type Thread } from './stage.ts';

interface Performance {
  stage: Stage;
  endpoint: SubGraph;
  operation: SchemaOperation;
  call: Call;
  document: string;
  role: Role;
}

/** Calls one operation as one role, with each of its sets of variables, and expects that nobody is told on. */
export async function perform(performance: Performance): Promise<Exchange[]> {
  const { stage, call, role } = performance;
  const thread = await threadFor(performance);
  const exchanges: Exchange[] = [];
  for (const variables of (await call.variables?.({ stage, thread, role })) ?? [{}]) {
    exchanges.push(await exchange(performance, variables));
  }
  return exchanges;
}

async function exchange(performance: Performance, variables: Variables): Promise<Exchange> {
  const { stage, endpoint, operation, call, document, role } = performance;
  const before = await readBylines(stage);
  const keysBefore = await readKeysOfOthers(stage, role);
  const reply = await stage.clientOf(role).graphql(endpoint, document, variables);
  const done: Exchange = { endpoint, operation: operation.name, reader: role, reply };
  noteAuthor(stage, done);
  const context = `${role}: ${reply.text.slice(0, 2000)}`;
  const after = await readBylines(stage);
  expect(judge(stage, after, done), context).toEqual([]);
  expect(changedFaces(before, after), context).toEqual([]);
  expect(await readKeysOfOthers(stage, role), context).toEqual(keysBefore);
  if (call.worksFor.includes(role)) expect(worked(done), `it was refused to ${context}`).toBe(true);
  return done;
}

/** Posts that stand under another name than when they were written, one line each; an erasure leaves them under none. */
function changedFaces(before: Bylines, after: Bylines): string[] {
  return [...after]
    .filter(([id, author]) => author !== null && before.has(id) && before.get(id) !== author)
    .map(([id]) => `another face than before: ${id}`);
}

/** By what all but one person come in, and what they may do there: nobody changes it for another, or is signed in as her. */
async function readKeysOfOthers(stage: Stage, role: Role): Promise<string[]> {
  const { rows } = await stage.owner.query<{ key: string }>(
    `SELECT concat_ws(' ', id, email, password_hash, moderator, technical_admin) AS key FROM accounts.account
      WHERE id = ANY($1) AND id IS DISTINCT FROM $2
      UNION ALL SELECT sid FROM platform.session WHERE sess -> 'passport' ->> 'user' IS DISTINCT FROM $2::text
      ORDER BY key`,
    [Object.values(stage.people).map(({ id }) => id), stage.people[role]?.id ?? null],
  );
  return rows.map(({ key }) => key);
}

/** What changes a thread gets one of its own, where it may come that far. */
function threadFor({ stage, endpoint, operation, role }: Performance): Promise<Thread> {
  const letIn = { physician: physicians, moderation: moderators, operations: admins }[endpoint];
  return operation.kind === 'mutation' && letIn.includes(role) ? stage.thread() : stage.sharedThread();
}

function noteAuthor(stage: Stage, { operation, reader, reply }: Exchange): void {
  if (operation !== 'postConsultation' && operation !== 'postAnswer') return;
  const { id } = (reply.data?.[operation] ?? {}) as { id?: string };
  if (id) stage.authors.set(id, reader);
}

/** It answered, and not by a refusal. */
function worked({ operation, reply }: Exchange): boolean {
  const answer = reply.data?.[operation];
  if (reply.errors.length > 0 || answer === null || answer === undefined) return false;
  return !/^(InvalidInput|NotAllowed|NotFound)Error$/.test(
    String((answer as { __typename?: string }).__typename),
  );
}
