import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubGraph } from '../../api/graphql/builder.ts';
import { passwordArguments } from '../../api/graphql/clean-arguments.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { listAnnounced } from '../../api/terms/data.ts';
import { maximalDocument, type SchemaOperation } from '../support/graphql-documents.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const members = {} as Record<SubGraph, Member>;

beforeAll(async () => {
  server = await startTestServer();
  members.physician = await signInAs(server);
  members.moderation = await signInAs(server, { moderator: true });
  members.operations = await signInAs(server, { status: 'UNVERIFIED', technicalAdmin: true });
});
afterAll(() => server?.close());

const anId = '3f0c2a54-8a55-4c1b-9d7e-0f6f5a1f2b3c';
const aCursor = Buffer.from('["2026-11-21T12:00:00Z\\u0000","3f0c2a54\\u0000"]').toString('base64url');
const withNul = 'ett\0två och tre ord till så att det räcker';

/** A value for an argument, in which each string is what `text` gives for its type. */
function valueFor(type: GraphQLInputType, text: (scalar: string) => string): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, text);
  if (isListType(type)) return [valueFor(type.ofType, text)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, valueFor(field.type, text)]),
    );
  }
  if (!isScalarType(type)) throw new Error('no input of this kind is known');
  if (type.name === 'Boolean') return false;
  if (type.name === 'Int') return 1;
  return text(type.name);
}

function withArguments(
  endpoint: SubGraph,
): { operation: SchemaOperation; args: Record<string, GraphQLInputType> }[] {
  const schema = schemas[endpoint];
  return (['query', 'mutation'] as const).flatMap((kind) => {
    const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(type?.getFields() ?? {})
      .filter(({ args }) => args.length > 0)
      .map(({ name, args }) => ({
        operation: { kind, name },
        args: Object.fromEntries(args.map((arg) => [arg.name, arg.type])),
      }));
  });
}

describe.each(Object.keys(schemas) as SubGraph[])('NUL in a string of the %s endpoint', (endpoint) => {
  it.each(withArguments(endpoint))(
    'is no fault of the service: $operation.name',
    async ({ operation, args }) => {
      const document = maximalDocument(schemas[endpoint], operation);
      for (const text of [
        () => withNul,
        () => `${anId}\0`,
        () => aCursor,
        (scalar: string) => (scalar === 'ID' ? anId : withNul),
      ]) {
        const variables = Object.fromEntries(
          Object.entries(args).map(([name, type]) => [name, valueFor(type, text)]),
        );
        const reply = await members[endpoint].client.graphql(endpoint, document, variables);
        expect(reply.status, reply.text.slice(0, 300)).toBeLessThan(500);
        expect(reply.text).not.toContain('INTERNAL_SERVER_ERROR');
      }
    },
  );
});

it('no argument that takes a password escapes the list of those that stay as they were typed', () => {
  const named = new Set<string>();
  const visit = (name: string, type: GraphQLInputType): void => {
    if (isNonNullType(type) || isListType(type)) visit(name, type.ofType);
    else if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) visit(field.name, field.type);
    else if (/passw|secret/i.test(name)) named.add(name);
  };
  for (const endpoint of Object.keys(schemas) as SubGraph[]) {
    for (const { args } of withArguments(endpoint))
      for (const [name, type] of Object.entries(args)) visit(name, type);
  }
  expect([...named].sort()).toEqual([...passwordArguments].sort());
});

describe('NUL on the other ways in', () => {
  const client = () => members.physician.client;
  it.each<[string, () => Promise<{ status: number; text: string }>]>([
    [
      'an address that signs in',
      () => client().postJson('/auth/sign-in', { email: 'a\0b@c.se', password: 'x' }),
    ],
    [
      'a password that signs in',
      () => client().postJson('/auth/sign-in', { email: 'a@b.se', password: 'x\0' }),
    ],
    ['the code of a receipt', () => client().postJson('/erasure/status', { code: 'ABCDE-\0FGHI' })],
    [
      'a report of an error',
      () =>
        client().postJson('/telemetry/browser-errors', {
          class: '\0',
          page: '/',
          kind: 'error',
          frames: [{ file: '\0', line: 1, column: 1 }],
        }),
    ],
    ['the id of an image', () => client().request(`/images/${anId}%00/640`)],
    ['the width of an image', () => client().request(`/images/${anId}/640%00`)],
    ['the signature of an image', () => client().request(`/images/${anId}/640?e=1%00&s=%00&v=%00`)],
    ['the id of a form', () => client().request(`/images/forms/%00`)],
    ['the id of an archive', () => client().request(`/exports/${anId}%00`)],
    ['a page', () => client().request('/consultations/%00')],
    ['a file', () => client().request('/assets/%00.js')],
    ['a query', () => client().request('/?x=%00')],
    [
      'a cookie',
      () =>
        client().request('/graphql', {
          headers: { cookie: 'konsilium=s%3A%00.%00', 'x-requested-with': 'konsilium' },
        }),
    ],
    ['a document', () => client().graphql('physician', '{ viewer\0 { id } }')],
    ['a literal', () => client().graphql('physician', '{ termsVersion(version: "\\u0000") { version } }')],
    [
      'the name of an operation',
      () => client().postJson('/graphql', { query: '{ viewer { id } }', operationName: '\0' }),
    ],
    [
      'the name of a variable',
      () => client().postJson('/graphql', { query: '{ viewer { id } }', variables: { '\0': '\0' } }),
    ],
    [
      'what is left of persisted queries',
      () =>
        client().postJson('/graphql', {
          query: '{ viewer { id } }',
          extensions: { persistedQuery: { version: 1, sha256Hash: '\0' } },
        }),
    ],
    [
      'a version of persisted queries',
      () =>
        client().postJson('/graphql', {
          extensions: { persistedQuery: { version: '\0', sha256Hash: '\0' } },
        }),
    ],
  ])('is no fault of the service in %s', async (_where, send) => {
    const reply = await send();
    expect(reply.status, reply.text.slice(0, 300)).toBeLessThan(500);
    expect(reply.text).not.toContain('INTERNAL_SERVER_ERROR');
  });
});

describe('registration', () => {
  const register = async (more: object) => {
    const [terms] = await listAnnounced(server.services);
    const input = {
      email: `${crypto.randomUUID()}@example.test`,
      password: 'en lång ramsa om granar',
      name: 'Li',
      specialty: 'barn-och-ungdomsmedicin',
      licenceNumber: '123456',
      acceptedTerms: terms?.release.version,
      ...more,
    };
    const reply = await members.physician.client.graphql(
      'physician',
      `mutation ($input: RegisterInput!) { register(input: $input) { __typename ... on InvalidInputError { issues { field code } } } }`,
      { input },
    );
    return reply.data?.register as { __typename: string; issues?: { field: string; code: string }[] };
  };

  it('takes a name of two letters', async () => {
    expect(await register({})).toEqual({ __typename: 'Registration' });
  });

  it('refuses what cannot be seen, or cannot be', async () => {
    const { issues } = await register({
      name: '\u200b\u2800\u3164',
      licenceNumber: '\u2800\u2800\u2800',
      password: 'en lång ramsa\0 om granar',
    });
    expect(issues).toEqual([{ field: 'password', code: 'CHARACTER_NOT_ALLOWED' }]);
    expect(
      (await register({ name: '\u200b\u2800\u3164', licenceNumber: '\u2800\u2800\u2800' })).issues,
    ).toEqual([
      { field: 'name', code: 'FIELD_REQUIRED' },
      { field: 'licenceNumber', code: 'FIELD_REQUIRED' },
    ]);
    expect((await register({ name: 'Anna \u202egreB' })).issues).toEqual([
      { field: 'name', code: 'TEXT_TURNED' },
    ]);
  });
});
