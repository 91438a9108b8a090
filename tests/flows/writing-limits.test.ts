import { afterAll, beforeAll, expect, it } from 'vitest';
import { writingKinds } from '../../api/access/writing-limits.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { type Member, RunningClock, signInAs, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let question: string;
// Just after a window has begun, so that none ends while the test runs.
const clock = new RunningClock();
clock.advance(1_800_000 - (Date.now() % 1_800_000) + 1000);

const post = `mutation ($input: PostConsultationInput!) {
  postConsultation(input: $input) { __typename ... on Consultation { id } ... on Refusal { code message } }
}`;
const answer = `mutation ($input: PostAnswerInput!) {
  postAnswer(input: $input) { __typename ... on Answer { id } ... on Refusal { code message } }
}`;

beforeAll(async () => {
  server = await startTestServer({ clock, env: { KONSILIUM_WRITING_LIMITS: '1' } });
  const asker = await signInAs(server);
  const asked = await ask(asker);
  question = String(asked.id);
});
afterAll(() => server?.close());

async function act(member: Member, document: string, input: object) {
  const reply = await member.client.graphql('physician', document, { input });
  return Object.values(reply.data ?? {})[0] as {
    __typename: string;
    id?: string;
    code?: string;
    message?: string;
  };
}
const ask = (member: Member) =>
  act(member, post, {
    title: `En fråga ${crypto.randomUUID()}`,
    body: 'Vad tror ni om det här provsvaret?',
    kind: 'QUESTION',
    specialty: 'barn-och-ungdomsmedicin',
    tags: [],
    anonymous: false,
  });
const reply = (member: Member, anonymous: boolean) =>
  act(member, answer, { consultationId: question, body: `Ett svar ${crypto.randomUUID()}`, anonymous });

it('twenty answers in ten minutes, and then a sentence that says when', async () => {
  const [busy, other] = [await signInAs(server), await signInAs(server)];
  for (let at = 0; at < 20; at++) expect((await reply(busy, false)).__typename).toBe('Answer');
  const refused = await reply(busy, false);
  expect(refused).toMatchObject({ __typename: 'NotAllowedError', code: 'WRITTEN_MUCH' });
  expect(refused.message).toMatch(
    /Vänta till .*\d\d:[0-5]0 och försök igen\. Det du har skrivit ligger kvar\./,
  );
  expect(await reply(busy, true), 'the other face is no way around, and told alike').toEqual(refused);
  expect((await reply(other, false)).__typename, 'another member').toBe('Answer');
  expect((await ask(busy)).__typename, 'another act').toBe('Consultation');
  clock.advance(600_000);
  expect((await reply(busy, false)).__typename).toBe('Answer');
});

it('ten questions in half an hour', async () => {
  const busy = await signInAs(server);
  for (let at = 0; at < 10; at++) expect((await ask(busy)).__typename).toBe('Consultation');
  expect((await ask(busy)).code).toBe('WRITTEN_MUCH');
});

it('every mutation of a member says what it counts as', () => {
  const known = Object.keys(schemas.physician.getMutationType()?.getFields() ?? {});
  expect(Object.keys(writingKinds).sort()).toEqual(known.sort());
});
