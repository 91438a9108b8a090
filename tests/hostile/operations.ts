import { randomInt, randomUUID } from 'node:crypto';
import type { SubGraph } from '../../api/graphql/builder.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { calls } from '../privacy/operations.ts';
import { physicians, type Role, type Stage } from '../privacy/stage.ts';
import { randomLetters } from '../support/canaries.ts';
import { endpointPaths, type GraphqlReply } from '../support/graphql.ts';
import { maximalDocument } from '../support/graphql-documents.ts';
import type { Value } from './corpus.ts';
import { type Field, fieldsOf, withValue } from './fields.ts';
import type { Sweep } from './sweep.ts';

export const endpoints = Object.entries(schemas).map(([name, schema]) => ({
  endpoint: name as SubGraph,
  schema,
  fields: fieldsOf(schema),
}));

/** Acts by which a role would take itself out of the play are left to somebody whom nobody needs. */
const inOrder: Role[] = ['unverified', 'author', 'moderator', 'admin', 'signedOut'];

let posted = 0;

/** What one member may send in an hour is limited: posts and images come from all of them in turn. */
function roleFor(worksFor: readonly Role[]): Role {
  if (physicians.every((role) => worksFor.includes(role)) && !worksFor.includes('unverified')) {
    posted += 1;
    return physicians[posted % physicians.length] ?? 'author';
  }
  return inOrder.find((one) => worksFor.includes(one)) ?? worksFor[0] ?? 'unverified';
}

/** A post without images, which would have to be sent each time. */
function postOf(operation: string, consultationId: string): Record<string, unknown> | null {
  const face = { anonymous: false, identifierOverride: 'Det är namnet på en metod.' };
  const body = `Vad talar för och emot? ${someMark()}`;
  if (operation === 'postAnswer') return { input: { ...face, consultationId, body } };
  if (operation !== 'postConsultation') return null;
  const about = { kind: 'QUESTION', specialty: 'internmedicin', tags: ['kanarie'] };
  return { input: { ...face, ...about, title: `En fråga ${someMark()}`, body } };
}

interface Try {
  stage: Stage;
  /** Of the process that is asked. */
  url: string;
  sweep: Sweep;
  endpoint: SubGraph;
  field: Field;
  values: readonly Value[];
}

/** Puts each of the values into one field, in an operation that would work without it. @returns how many were accepted. */
export async function tryField(trial: Try): Promise<number> {
  const { stage, endpoint, field, sweep } = trial;
  const { operation, path } = field;
  const call = calls[endpoint][operation.kind][operation.name];
  if (!call) throw new Error(`${operation.name} is in no list of operations`);
  const schema = schemas[endpoint];
  const role = roleFor(call.worksFor);
  const document = maximalDocument(schema, operation);
  const ready = async () => {
    const needsOwn = operation.kind === 'mutation' && !['unverified', 'signedOut'].includes(role);
    const thread = await (needsOwn ? stage.thread() : stage.sharedThread());
    const own = postOf(operation.name, thread.question);
    if (own && !path.includes('images')) return own;
    return (await call.variables?.({ stage, thread, role }))?.[0] ?? {};
  };

  // What is accepted uses up what was made ready for it.
  let variables: Record<string, unknown> | null = null;
  let accepted = 0;
  for (const { name, value } of trial.values) {
    variables ??= await ready();
    const withIt = withValue(schema, field, variables, value);
    const label = `${endpoint} ${operation.name} ${path.join('.')}: ${name}`;
    const before = await countPosts(stage, operation.name);
    const send = () => post(trial, role, document, fresh(withIt));
    const reply = await sweep.send(label, send, operation.kind === 'query' ? send : null);
    const works = succeeded(reply, operation.name);
    const after = await countPosts(stage, operation.name);
    if (tables[operation.name] && after - before !== Number(works)) {
      sweep.faults.push(`${label}: ${after - before} posts of ${works ? 'one' : 'none'} that was accepted`);
    }
    if (!works) continue;
    accepted += 1;
    if (operation.kind === 'mutation') variables = null;
  }
  return accepted;
}

/** A key that says "the same once more" would be answered with the first outcome. */
function fresh(variables: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(variables), (key, value) =>
    /idempotency|^key$/i.test(key) && typeof value === 'string' && value.length < 60 ? randomUUID() : value,
  );
}

async function post(
  { stage, url, endpoint }: Try,
  role: Role,
  query: string,
  variables: Record<string, unknown>,
): Promise<GraphqlReply> {
  const reply = await stage
    .clientOf(role)
    .at(url)
    .request(endpointPaths[endpoint], {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'konsilium',
        'x-forwarded-for': someAddress(),
      },
      body: JSON.stringify({ query, variables }),
    });
  const parsed = await Promise.resolve(reply.text)
    .then((text) => JSON.parse(text))
    .catch(() => ({}));
  return { ...reply, data: parsed.data ?? null, errors: parsed.errors ?? [] };
}

/** What is limited by address is not what is tried here. */
export const someAddress = (): string => `10.${[1, 2, 3].map(() => randomInt(1, 255)).join('.')}`;

export const someMark = (): string => randomLetters(10);

function succeeded({ data, errors }: GraphqlReply, name: string): boolean {
  const answer = data?.[name];
  if (errors.length > 0 || answer === null || answer === undefined) return false;
  return !String((answer as { __typename?: string }).__typename).endsWith('Error');
}

const tables: Record<string, string> = {
  postConsultation: 'forum.consultation',
  postAnswer: 'forum.answer',
};

async function countPosts(stage: Stage, operation: string): Promise<number> {
  const table = tables[operation];
  if (!table) return 0;
  const { rows } = await stage.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count ?? 0;
}
