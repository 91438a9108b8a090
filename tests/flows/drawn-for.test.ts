import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SubGraph } from '../../api/graphql/builder.ts';
import { Client } from '../support/graphql.ts';
import { picture } from '../support/images.ts';
import {
  createMember,
  type Member,
  signInAs,
  startTestServer,
  type TestServer,
  testPassword,
} from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

/** A page that was drawn for one member must show and do nothing as another who has signed in at the same browser since. */

let server: TestServer;
let astrid: Member;
let astridsPage: string;

const origin = () => ({ origin: server.url });

beforeAll(async () => {
  server = await startTestServer();
  await holdTestCeremony(server);
  astrid = await createMember(server);
  const browser = await browserOf(astrid);
  astridsPage = await markerOf(browser);
});
afterAll(() => server?.close());

async function browserOf({ email }: Member): Promise<Client> {
  const browser = new Client(server.url, origin());
  expect((await browser.signIn(email, testPassword)).status).toBe(200);
  return browser;
}

async function markerOf(client: Client): Promise<string> {
  const { data } = await client.graphql('physician', '{ viewer { pageMarker } }');
  const { viewer } = data as { viewer: { pageMarker: string } };
  return viewer.pageMarker;
}

const ask = `mutation ($input: PostConsultationInput!) { postConsultation(input: $input) {
  __typename ... on Consultation { id } ... on Refusal { code } } }`;
const input = () => ({
  kind: 'QUESTION',
  specialty: 'internmedicin',
  title: `Fråga ${randomUUID()}`,
  body: 'Hur går ni vidare efter normal gastroskopi?',
  anonymous: false,
});
const posts = () => server.services.db.service.consultation.count();

it('a mutation from her page is refused while another is signed in, in the reader’s language', async () => {
  const browser = await browserOf(await createMember(server));
  const before = await posts();
  for (const anonymous of [false, true]) {
    const { status, data, errors } = await browser.graphql(
      'physician',
      ask,
      { input: { ...input(), anonymous } },
      { once: randomUUID(), drawnFor: astridsPage },
    );
    expect(status).toBe(200);
    expect(data ?? {}).not.toHaveProperty('postConsultation.id');
    expect(errors).toMatchObject([{ extensions: { code: 'DRAWN_FOR_ANOTHER' }, message: /inloggad/ }]);
  }
  expect(await posts()).toBe(before);
});

it('so is a query, at every endpoint', async () => {
  const moderator = await browserOf(await createMember(server, { moderator: true }));
  const admin = await browserOf(await createMember(server, { technicalAdmin: true }));
  const asked: [SubGraph, Client][] = [
    ['physician', moderator],
    ['moderation', moderator],
    ['operations', admin],
  ];
  for (const [endpoint, client] of asked) {
    const named = (drawnFor: string) => client.graphql(endpoint, '{ viewer { id } }', {}, { drawnFor });
    const { data, errors } = await named(astridsPage);
    expect(errors).toMatchObject([{ extensions: { code: 'DRAWN_FOR_ANOTHER' } }]);
    expect(data?.viewer ?? null).toBeNull();
    expect((await named(await markerOf(client))).errors).toEqual([]);
  }
});

it('so is an upload', async () => {
  const browser = await browserOf(await createMember(server));
  const body = new Uint8Array(await picture(40, 30).png().toBuffer());
  const send = (path: string, drawnFor: Record<string, string>) =>
    browser.request(path, {
      method: 'POST',
      headers: { 'content-type': 'image/png', 'x-requested-with': 'konsilium', ...drawnFor },
      body,
    });
  for (const path of ['/images', '/images/forms']) {
    for (const named of [{}, { 'x-drawn-for': astridsPage }]) {
      const refused = await send(path, named as Record<string, string>);
      expect(refused.status).toBe(409);
      expect(JSON.parse(refused.text)).toMatchObject({ code: 'DRAWN_FOR_ANOTHER' });
    }
  }
  expect((await send('/images', { 'x-drawn-for': await markerOf(browser) })).status).toBe(200);
});

it('her own page works; a browser that names nobody is refused, a program is not', async () => {
  const browser = await browserOf(astrid);
  const post = (client: Client, drawnFor: string | null) =>
    client.graphql('physician', ask, { input: input() }, { once: randomUUID(), drawnFor });
  expect((await post(browser, await markerOf(browser))).data).toMatchObject({
    postConsultation: { __typename: 'Consultation' },
  });
  expect((await post(browser, null)).errors).toMatchObject([{ extensions: { code: 'DRAWN_FOR_ANOTHER' } }]);
  const program = await signInAs(server);
  expect((await post(program.client, null)).data).toMatchObject({
    postConsultation: { __typename: 'Consultation' },
  });
});

it('the marker is another in every session, and tells nothing of the account (#42)', async () => {
  const markers = await Promise.all(
    [browserOf(astrid), browserOf(astrid)].map(async (one) => markerOf(await one)),
  );
  expect(new Set([...markers, astridsPage]).size).toBe(3);
  for (const marker of markers) expect(marker).toMatch(/^[\w-]{22}$/);
});

it('whoever has no session is told so, and not that another has', async () => {
  const nobody = new Client(server.url, origin());
  const { errors } = await nobody.graphql(
    'physician',
    ask,
    { input: input() },
    { once: randomUUID(), drawnFor: astridsPage },
  );
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});
