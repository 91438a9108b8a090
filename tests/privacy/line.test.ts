import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCase } from '../../api/moderation/open-case.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import { padRequest } from '../../web/app/apollo/pad-request.ts';
import { ask } from '../support/forum.ts';
import { moderator } from '../support/moderation.ts';
import {
  type Member,
  physicianGrant,
  signInAs,
  startTestServer,
  type TestServer,
} from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

/** As the pages ask for them. */
const ownLists = {
  waiting: '{ heldPosts { consultation { id title body } answer { id body } } }',
  notices: '{ mySanctions { id kind rule statement until } myRedactions { id } myAppeals { id } }',
  mine: '{ consultations(list: MINE, first: 20) { edges { node { id title body } } } }',
};

let server: TestServer;
let author: Member;
let other: Member;

beforeAll(async () => {
  server = await startTestServer();
  await holdTestCeremony(server);
  [author, other] = [await signInAs(server), await signInAs(server)];
});
afterAll(() => server?.close());

async function lengthsFor({ client }: Member): Promise<number[]> {
  const lengths: number[] = [];
  for (const document of Object.values(ownLists)) {
    const { text, errors } = await client.graphql('physician', document);
    expect(errors).toEqual([]);
    lengths.push(Buffer.byteLength(text));
  }
  return lengths;
}

it('a member’s own lists are as long as everybody’s, whatever waits and whatever she is told (#68)', async () => {
  const nothing = await lengthsFor(other);
  expect(await lengthsFor(author)).toEqual(nothing);
  const grant = await physicianGrant(server, author);
  await ask(server, { grant }, true, { holdBack: 'ONE_DAY', body: 'Natrium 124. '.repeat(150) });
  expect(await lengthsFor(author)).toEqual(nothing);

  // Which face it was set on makes no difference to what she is told.
  const shown = await ask(server, { grant }, false, { title: 'En annan fråga om natrium' });
  const mia = await moderator(server);
  const { id: caseId } = await openCase(server.services, mia.hat, { consultationId: shown });
  // The longest that a moderator can write, in the letters that take most bytes.
  const statement = '🩺'.repeat(2000);
  await suspendAuthor(server.services, mia.hat, { caseId, rule: 'RESPECT', statement, days: 7 });
  const { text } = await author.client.graphql('physician', ownLists.notices);
  expect(text).toContain(statement);
  expect(await lengthsFor(author)).toEqual(nothing);
});

it('a request has one length for every text of a class, and stays what it was (#68)', () => {
  const lengths = new Set<number>();
  for (let letters = 0; letters < 3900; letters += 13) {
    const json = JSON.stringify({ body: 'å'.repeat(letters % 50) + 'a'.repeat(letters - (letters % 50)) });
    const padded = padRequest(json);
    lengths.add(Buffer.byteLength(padded));
    expect(JSON.parse(padded)).toEqual(JSON.parse(json));
  }
  expect([...lengths]).toEqual([4096]);
  const classes = [20_000, 60_000, 120_000, 190_000].map((letters) => padRequest('a'.repeat(letters)).length);
  expect(classes).toEqual([32_768, 65_536, 131_072, 204_800]);
});
