import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerAccount } from '../../api/accounts/register-account.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { newId } from '../../api/platform/ids.ts';
import { Refusal } from '../../api/platform/refusal.ts';
import { mailAnnouncements, registerVersions } from '../../api/terms/announce-terms.ts';
import { eraseTerms } from '../../api/terms/erase-terms.ts';
import { withoutAcceptance } from '../../api/terms/require-accepted-terms.ts';
import { listOperations } from '../support/graphql-documents.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';
import { copyTerms, newestVersion, type TermsFolder } from '../support/terms.ts';
import { createAccount } from '../support/world.ts';

let server: TestServer;
const folders: TermsFolder[] = [];
beforeAll(async () => {
  server = await startTestServer({ env: { KONSILIUM_WORKER: 'off', KONSILIUM_TERMS_NOTICE_DAYS: '30' } });
  folders.push(await copyTerms());
});
afterAll(async () => {
  await server?.close();
  for (const folder of folders) await folder.remove();
});

const dayInMs = 86_400_000;
const db = () => server.services.db.service;
const today = () => server.clock.now().toISOString().slice(0, 10);
const inDays = (days: number) =>
  new Date(server.clock.now().getTime() + days * dayInMs).toISOString().slice(0, 10);

const standingQuery = `{ termsStanding {
  accepted { version acceptedOn } required { version } upcoming { version inForceFrom } } }`;
async function standingOf({ client }: Member) {
  return (await client.graphql('physician', standingQuery)).data?.termsStanding;
}
async function accept({ client }: Member, version: string) {
  const document = `mutation ($version: String!) { acceptTerms(version: $version) {
    __typename ... on Refusal { code } ... on TermsStanding { required { version } } } }`;
  return (await client.graphql('physician', document, { version })).data?.acceptTerms;
}
async function ask({ client }: Member): Promise<Record<string, unknown>> {
  const document = `mutation ($input: PostConsultationInput!) {
    postConsultation(input: $input) { __typename ... on Refusal { code message } } }`;
  const input = {
    kind: 'QUESTION',
    specialty: 'internmedicin',
    title: 'Vad talar för?',
    body: `En fråga som är lång nog (${newId()}).`,
    tags: [],
    anonymous: false,
  };
  return (await client.graphql('physician', document, { input })).data?.postConsultation as Record<
    string,
    unknown
  >;
}

/** The service is put up anew with one more version. */
async function publish(version: string, kind: 'material' | 'minor'): Promise<string[]> {
  const next = await folders.at(-1)?.with(version, kind);
  if (!next) throw new Error('there is no folder');
  folders.push(next);
  server.services.config.termsFolder = next.path;
  return registerVersions(server.services);
}

/** Anything that a variable of this type takes. */
function anyValue(type: GraphQLInputType): unknown {
  if (!isNonNullType(type)) return null;
  const inner = getNullableType(type);
  if (isListType(inner)) return [];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner)) {
    return Object.fromEntries(
      Object.values(inner.getFields()).map((field) => [field.name, anyValue(field.type)]),
    );
  }
  const samples: Record<string, unknown> = { Boolean: true, Int: 1, Float: 1, ID: newId(), String: 'text' };
  return samples[String(inner)] ?? new Date(0).toISOString();
}

describe('without having accepted', () => {
  let member: Member;
  beforeAll(async () => {
    member = await signInAs(server, { moderator: true, acceptedTerms: false });
  });

  const mutations = (['physician', 'moderation'] as const).flatMap((endpoint) =>
    listOperations(schemas[endpoint])
      .filter(({ kind, name }) => kind === 'mutation' && !withoutAcceptance.has(name))
      .map(({ name }) => ({ endpoint, name })),
  );

  it('there are many acts, and each exception is one that exists', () => {
    expect(mutations.length).toBeGreaterThan(25);
    const names = listOperations(schemas.physician).map(({ name }) => name);
    expect([...withoutAcceptance].filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(mutations)('$endpoint $name is refused by name', async ({ endpoint, name }) => {
    const field = schemas[endpoint].getMutationType()?.getFields()[name];
    if (!field) throw new Error('there is no such mutation');
    const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
    const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
    const document = `mutation ${declared ? `(${declared})` : ''} {
      ${name}${passed ? `(${passed})` : ''} { __typename ... on Refusal { code } } }`;
    const variables = Object.fromEntries(
      field.args.map((argument) => [argument.name, anyValue(argument.type)]),
    );
    const { data, errors } = await member.client.graphql(endpoint, document, variables);
    expect(errors).toEqual([]);
    expect(data?.[name]).toEqual({ __typename: 'NotAllowedError', code: 'TERMS_NOT_ACCEPTED' });
  });

  it('reading goes on, and so do the language and the sign-out', async () => {
    const { data, errors } = await member.client.graphql(
      'physician',
      '{ consultations { edges { node { id } } } }',
    );
    expect(errors).toEqual([]);
    expect(data?.consultations).toBeTruthy();
    const language = await member.client.graphql(
      'physician',
      'mutation { setLocale(locale: sv) { __typename } }',
    );
    expect(language.data?.setLocale).toEqual({ __typename: 'Viewer' });
    const other = await signInAs(server, { acceptedTerms: false });
    const left = await other.client.request('/auth/sign-out', {
      method: 'POST',
      headers: { 'x-requested-with': 'konsilium' },
    });
    expect(left.status).toBe(204);
  });

  it('acceptance opens the way, is kept with its day, and can be given twice', async () => {
    expect(await ask(member)).toMatchObject({ code: 'TERMS_NOT_ACCEPTED' });
    expect(await standingOf(member)).toMatchObject({ accepted: [], required: { version: '2026-11-01' } });
    expect(await accept(member, '1999-01-01')).toMatchObject({ code: 'TERMS_OUTDATED' });
    for (let times = 0; times < 2; times += 1) {
      expect(await accept(member, newestVersion)).toEqual({ __typename: 'TermsStanding', required: null });
    }
    expect(await standingOf(member)).toEqual({
      accepted: [{ version: newestVersion, acceptedOn: today() }],
      required: null,
      upcoming: null,
    });
    expect(await ask(member)).toEqual({ __typename: 'Consultation' });
  });

  it('erasure forgets it', async () => {
    for (let times = 0; times < 2; times += 1) await eraseTerms(server.services, member.id);
    expect(await standingOf(member)).toMatchObject({ accepted: [] });
  });
});

describe('a registration', () => {
  const input = (acceptedTerms: string) => ({
    email: `${newId()}@example.test`,
    password: 'ett långt lösenord',
    name: 'Ny Nysson',
    specialty: 'allmanmedicin',
    licenceNumber: 'TEST-1',
    locale: 'sv' as const,
    acceptedTerms,
  });

  it('accepts a version that applies, and none is taken on trust', async () => {
    const given = input(newestVersion);
    await registerAccount(server.services, given, async () => 0);
    const { id } = await db().account.findUniqueOrThrow({
      where: { email: given.email },
      select: { id: true },
    });
    expect(
      await db().termsAcceptance.findMany({ where: { accountId: id }, select: { version: true } }),
    ).toEqual([{ version: newestVersion }]);
    for (const wrong of ['', '1999-01-01']) {
      const refused = registerAccount(server.services, input(wrong), async () => 0);
      await expect(refused).rejects.toBeInstanceOf(Refusal);
    }
  });

  it('of an address that has an account accepts nothing for it', async () => {
    const { email, id } = await createAccount(server, { acceptedTerms: false });
    await registerAccount(server.services, { ...input(newestVersion), email }, async () => 0);
    expect(await db().termsAcceptance.count({ where: { accountId: id } })).toBe(0);
  });
});

describe('a change', () => {
  it('a minor one is listed, applies at once, and asks nobody for anything', async () => {
    const member = await signInAs(server);
    expect(await publish('2026-11-24', 'minor')).toEqual(['2026-11-24']);
    expect(await mailAnnouncements(server.services)).toBe(0);
    expect(await standingOf(member)).toMatchObject({ required: null, upcoming: null });
    const { data } = await member.client.graphql(
      'physician',
      '{ termsInForce { version isMaterial terms { sv } } }',
    );
    expect(data?.termsInForce).toMatchObject({ version: '2026-11-24', isMaterial: false });
    expect(JSON.stringify(data)).toContain('En mening som bara 2026-11-24 har.');
  });

  it('a material one is announced to everybody once, ahead, and must be accepted when its day has come', async () => {
    const [early, late] = [await signInAs(server), await signInAs(server)];
    const others = Array.from({ length: 230 }, () => newId());
    await db().account.createMany({
      data: others.map((id) => ({
        id,
        email: `${id}@example.test`,
        passwordHash: 'none',
        name: 'Anna Annan',
        registeredOn: server.clock.now(),
      })),
    });
    const version = inDays(0) > '2026-11-25' ? inDays(0) : '2026-11-25';
    expect(await publish(version, 'material')).toEqual([version]);
    expect(await registerVersions(server.services)).toEqual([]);

    // Several processes at once, and again.
    await Promise.all([mailAnnouncements(server.services), mailAnnouncements(server.services)]);
    expect(await mailAnnouncements(server.services)).toBe(0);
    const mails = await db().outgoingMail.findMany({ select: { accountId: true } });
    expect(mails.length).toBe(await db().account.count());
    expect(new Set(mails.map(({ accountId }) => accountId)).size).toBe(mails.length);

    expect(await standingOf(early)).toMatchObject({
      required: null,
      upcoming: { version, inForceFrom: inDays(30) > version ? inDays(30) : version },
    });
    expect(await accept(early, version)).toMatchObject({ __typename: 'TermsStanding' });
    expect(await standingOf(early)).toMatchObject({ upcoming: null });
    expect(await ask(late)).toEqual({ __typename: 'Consultation' });

    server.clock.advance(29 * dayInMs);
    expect(await ask(late)).toEqual({ __typename: 'Consultation' });
    server.clock.advance(3 * dayInMs);
    expect(await ask(late)).toMatchObject({ __typename: 'NotAllowedError', code: 'TERMS_NOT_ACCEPTED' });
    expect(await ask(early)).toEqual({ __typename: 'Consultation' });
    expect(await accept(late, newestVersion)).toMatchObject({ code: 'TERMS_OUTDATED' });
    expect(await accept(late, version)).toMatchObject({ __typename: 'TermsStanding' });
    expect(await ask(late)).toEqual({ __typename: 'Consultation' });
  });

  it('the history is there for everybody, newest first', async () => {
    const { client } = await signInAs(server);
    await client.request('/auth/sign-out', { method: 'POST', headers: { 'x-requested-with': 'konsilium' } });
    const { data } = await client.graphql(
      'physician',
      '{ viewer { id } termsVersions { version inForceFrom summary { sv en } privacy { en } } }',
    );
    const versions = ((data?.termsVersions ?? []) as { version: string }[]).map(({ version }) => version);
    expect(data?.viewer).toBeNull();
    expect(versions).toEqual([...versions].sort().reverse());
    expect(versions).toEqual(expect.arrayContaining(['2026-11-01', newestVersion, '2026-11-24']));
  });
});
