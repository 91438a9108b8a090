import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemas } from '../../api/graphql/schema.ts';
import { onceMutations } from '../../api/once/mutations.ts';
import { sweepOutcomes } from '../../api/once/sweep-outcomes.ts';
import { dayInMs, hourInMs } from '../../api/platform/clock.ts';
import { uploadPicture } from '../support/images.ts';
import { type Member, signInAs, startTestServer, type TestServer, testPassword } from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

/** Why each of the others may be sent again as it is. */
const repeatable: Readonly<Record<string, string>> = {
  acceptRedaction: 'a proposal is answered once; then there is none',
  acceptTerms: 'a version is accepted once',
  answerRedaction: 'a proposal is answered once; then there is none',
  approveLookup: 'each admin approves a lookup once; again it is refused, on the record',
  cancelErasure: 'called off is called off',
  changePassword: 'the second time the old password is no longer the right one, and nothing is changed',
  declineRedaction: 'a proposal is answered once; then there is none',
  deleteAnswer: 'gone is gone',
  deleteConsultation: 'gone is gone',
  discardDataExport: 'gone is gone',
  discardUpload: 'gone is gone',
  editAnswer: 'saving the same text changes nothing',
  editConsultation: 'saving the same text changes nothing',
  extendImage: 'from today on, however often',
  markHelpful: 'one mark for each member and answer, by a keyed tag',
  newWithdrawalCode: 'the newest code holds, and the one that never arrived does not',
  openCase: 'the open case of the post is answered',
  openLookup: 'a seal is opened once, on the record; what it says is never kept',
  publishHeldAnswer: 'published once',
  publishHeldConsultation: 'published once',
  refuseLookup: 'a lookup is refused once',
  refuseVerification: 'the same verdict again',
  register: 'an address has one account; the answer is the same',
  releaseCase: 'nobody has it then',
  removeImage: 'gone is gone',
  reopenConsultation: 'open is open',
  approveErasure: 'approved once; a second time there is nothing that waits',
  retryErasureStep: 'it waits for its turn, as before',
  setLocale: 'the same language',
  setTelemetryConsent: 'the same answer',
  solveConsultation: 'solved is solved',
  takeCase: 'hers is hers',
  unlockDataExport: 'for the same session',
  withdrawEdit: 'taken back is taken back',
  unmarkHelpful: 'no mark is no mark',
  verifyPhysician: 'a verified account is refused a second verdict',
  withdrawImageByCode: 'gone is gone',
  withdrawImageConsent: 'gone is gone',
};

it('every mutation asks for a key, or says why it may be sent again', () => {
  const mutations = Object.values(schemas).flatMap((schema) =>
    Object.keys(schema.getMutationType()?.getFields() ?? {}),
  );
  expect([...new Set(mutations)].sort()).toEqual([...onceMutations, ...Object.keys(repeatable)].sort());
});

let server: TestServer;
let astrid: Member;
let owner: pg.Client;

beforeAll(async () => {
  server = await startTestServer();
  await holdTestCeremony(server);
  astrid = await signInAs(server, { name: 'Astrid Berg' });
  owner = new pg.Client(server.database.owner);
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await server?.close();
});

const askDocument = `mutation ($input: PostConsultationInput!) { postConsultation(input: $input) {
  __typename ... on Consultation { id } ... on Refusal { code } ... on InvalidInputError { issues { field code } } } }`;
const answerDocument = `mutation ($input: PostAnswerInput!) { postAnswer(input: $input) {
  __typename ... on Answer { id } ... on Refusal { code } } }`;

const newKey = () => randomBytes(16).toString('base64url');
const question = (changes: object = {}) => ({
  kind: 'QUESTION',
  specialty: 'internmedicin',
  title: `Fråga ${randomUUID()}`,
  body: 'Hur går ni vidare efter normal gastroskopi?',
  anonymous: false,
  holdBack: 'AT_ONCE',
  ...changes,
});

interface Outcome {
  __typename: string;
  id?: string;
  code?: string;
}

async function send(member: Member, document: string, input: object, key: string | null): Promise<Outcome> {
  const { data, errors } = await member.client.graphql(
    'physician',
    document,
    { input },
    key ? { once: key } : {},
  );
  expect(errors).toEqual([]);
  return Object.values(data ?? {})[0] as Outcome;
}

async function count(table: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count ?? 0;
}

describe.each([
  ['under her name', { anonymous: false }],
  ['anonymously', { anonymous: true, holdBack: 'AT_ONCE' }],
  ['anonymously and held back', { anonymous: true, holdBack: 'ONE_DAY' }],
])('posting %s', (_face, face) => {
  async function variants() {
    const { id: consultationId } = await send(astrid, askDocument, question(), newKey());
    return [
      { document: askDocument, table: 'forum.consultation', input: question(face) },
      {
        document: answerDocument,
        table: 'forum.answer',
        input: { consultationId, body: `Ferritin först. ${randomUUID()}`, ...face },
      },
    ];
  }

  it('again with the same key posts once and answers with the same post', async () => {
    for (const { document, table, input } of await variants()) {
      const key = newKey();
      const before = await count(table);
      const first = await send(astrid, document, input, key);
      expect(first.id).toBeDefined();
      expect(await send(astrid, document, input, key)).toEqual(first);
      expect(await count(table)).toBe(before + 1);
    }
  });

  it('eight times at once posts once, and each is answered with it', async () => {
    for (const { document, table, input } of await variants()) {
      const key = newKey();
      const before = await count(table);
      const all = await Promise.all(Array.from({ length: 8 }, () => send(astrid, document, input, key)));
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
      expect(all[0]?.id).toBeDefined();
      expect(await count(table)).toBe(before + 1);
    }
  });
});

it('images go with the one post, and a second upload of one image is the first', async () => {
  const id = await uploadPicture(astrid.client);
  const images = [{ id, alt: 'Röntgenbild', consent: 'NOT_IDENTIFIABLE', sensitive: false }];
  for (const anonymous of [false, true]) {
    const input = question({
      anonymous,
      holdBack: 'AT_ONCE',
      images: anonymous ? [{ ...images[0], id: await uploadPicture(astrid.client) }] : images,
    });
    const key = newKey();
    const all = await Promise.all(Array.from({ length: 4 }, () => send(astrid, askDocument, input, key)));
    expect(new Set(all.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(all[0]?.__typename).toBe('Consultation');
    expect(await send(astrid, askDocument, input, key)).toEqual(all[0]);
    const { rows } = await owner.query(`SELECT FROM images.image WHERE consultation_id = $1`, [all[0]?.id]);
    expect(rows).toHaveLength(1);
  }
});

it('another text under the same key is refused by name; another member’s same key is her own', async () => {
  const key = newKey();
  const input = question({ anonymous: true });
  const first = await send(astrid, askDocument, input, key);
  const changed = await send(astrid, askDocument, { ...input, title: 'En helt annan fråga' }, key);
  expect(changed).toMatchObject({ __typename: 'NotAllowedError', code: 'ONCE_KEY_REUSED' });
  const omar = await signInAs(server);
  const his = await send(omar, askDocument, input, key);
  expect(his.__typename).toBe('Consultation');
  expect(his.id).not.toBe(first.id);
});

it('without a key nothing is posted', async () => {
  for (const key of [null, 'kort', 'x'.repeat(65), 'åäö åäö åäö åäö åäö åäö']) {
    const refused = await send(astrid, askDocument, question(), key);
    expect(refused).toMatchObject({ __typename: 'NotAllowedError', code: 'ONCE_KEY_MISSING' });
  }
});

it('a refusal is not remembered: the mended text goes under the same key', async () => {
  const key = newKey();
  const refused = await send(astrid, askDocument, question({ title: 'Kort' }), key);
  expect(refused.__typename).toBe('InvalidInputError');
  expect((await send(astrid, askDocument, question(), key)).__typename).toBe('Consultation');
});

it('a post that has been deleted since is answered as gone, and not made again', async () => {
  const key = newKey();
  const input = question();
  const { id } = await send(astrid, askDocument, input, key);
  await owner.query(`DELETE FROM forum.consultation WHERE id = $1`, [id]);
  expect((await send(astrid, askDocument, input, key)).__typename).toBe('NotFoundError');
  expect(await count(`forum.consultation WHERE title = '${input.title}'`)).toBe(0);
});

it('a report, sent again, is received, and is one', async () => {
  const omar = await signInAs(server);
  const { id: consultationId } = await send(omar, askDocument, question(), newKey());
  const document = `mutation ($input: FlagPostInput!) { flagPost(input: $input) { __typename ... on Refusal { code } } }`;
  const input = { consultationId, reason: 'MISLEADING', note: '' };
  const key = newKey();
  const before = await count('moderation.flag');
  const all = await Promise.all(Array.from({ length: 4 }, () => send(astrid, document, input, key)));
  expect(new Set(all.map(({ __typename }) => __typename))).toEqual(new Set(['Flagged']));
  expect(await count('moderation.flag')).toBe(before + 1);
  expect(await send(astrid, document, input, newKey())).toMatchObject({ code: 'ALREADY_FLAGGED' });
});

it('a warning and its audit entry, sent again, are one', async () => {
  const { id: consultationId } = await send(astrid, askDocument, question({ anonymous: true }), newKey());
  const moderator = await signInAs(server, { moderator: true });
  const run = async (document: string, input: object, key = newKey()) => {
    const { data, errors } = await moderator.client.graphql('moderation', document, { input }, { once: key });
    expect(errors).toEqual([]);
    return Object.values(data ?? {})[0] as Outcome;
  };
  const { id: caseId } = await run(
    `mutation ($input: OpenCaseInput!) { openCase(input: $input) { __typename ... on ModerationCase { id } } }`,
    { consultationId },
  );
  const warn = `mutation ($input: DecideInput!) { warnAuthor(input: $input) {
    __typename ... on ModerationCase { id } ... on Refusal { code } } }`;
  const input = { caseId, rule: 'RESPECT', statement: 'Tonen är för hård mot kollegan.' };
  const key = newKey();
  const before = await Promise.all([count('moderation.sanction'), count('audit.entry')]);
  const all = await Promise.all(Array.from({ length: 4 }, () => run(warn, input, key)));
  expect(all.map(({ id }) => id)).toEqual(Array(4).fill(caseId));
  expect(await Promise.all([count('moderation.sanction'), count('audit.entry')])).toEqual([
    (before[0] ?? 0) + 1,
    (before[1] ?? 0) + 1,
  ]);
});

it('a request to be erased, sent again, answers with the same receipt code', async () => {
  const leaving = await signInAs(server);
  const document = `mutation ($password: String!) { requestErasure(password: $password) {
    __typename ... on ErasureRequested { code startsAt started } ... on Refusal { code } } }`;
  const key = newKey();
  const ask = async () =>
    (await leaving.client.graphql('physician', document, { password: testPassword }, { once: key })).data;
  const first = await ask();
  expect(first).toMatchObject({ requestErasure: { __typename: 'ErasureRequested' } });
  expect(await ask()).toEqual(first);
});

it('an archive that was asked for twice is one', async () => {
  const member = await signInAs(server);
  const document = `mutation ($password: String!) { requestDataExport(password: $password) {
    __typename ... on DataExport { id } ... on Refusal { code } } }`;
  const key = newKey();
  const ask = async () =>
    (await member.client.graphql('physician', document, { password: testPassword }, { once: key })).data;
  const first = await ask();
  expect(first).toMatchObject({ requestDataExport: { __typename: 'DataExport' } });
  expect(await ask()).toEqual(first);
});

it('a post that is sent again counts nothing against how much she may write', async () => {
  const strict = await startTestServer({ beside: server, env: { KONSILIUM_WRITING_LIMITS: '1' } });
  try {
    const writer = await signInAs(strict);
    const input = question();
    const key = newKey();
    const first = await send(writer, askDocument, input, key);
    for (let at = 0; at < 12; at += 1) expect(await send(writer, askDocument, input, key)).toEqual(first);
    for (let at = 1; at < 10; at += 1) {
      expect((await send(writer, askDocument, question(), newKey())).__typename).toBe('Consultation');
    }
    expect((await send(writer, askDocument, question(), newKey())).__typename).toBe('NotAllowedError');
    expect(await send(writer, askDocument, input, key)).toEqual(first);
  } finally {
    await strict.close();
  }
}, 60_000);

describe('what is kept of it (#24, #40, #45, #60, #69)', () => {
  it('has one form under both faces, and holds no id, no hour and no text', async () => {
    await owner.query('DELETE FROM platform.outcome');
    const posted: string[] = [];
    for (const anonymous of [false, true]) {
      const { id } = await send(astrid, askDocument, question({ anonymous }), newKey());
      posted.push(id ?? '');
    }
    const { rows } = await owner.query<{ tag: Buffer; nonce: Buffer; ciphertext: Buffer }>(
      'SELECT tag, nonce, ciphertext FROM platform.outcome',
    );
    expect(rows).toHaveLength(2);
    for (const { tag, nonce, ciphertext } of rows) {
      expect([tag.length, nonce.length, ciphertext.length]).toEqual([32, 12, 528]);
      const bytes = Buffer.concat([tag, nonce, ciphertext]);
      for (const id of [...posted, astrid.id]) {
        expect(bytes.includes(id)).toBe(false);
        expect(bytes.includes(Buffer.from(id.replaceAll('-', ''), 'hex'))).toBe(false);
      }
    }
    const { rows: columns } = await owner.query(
      `SELECT column_name FROM information_schema.columns WHERE table_schema = 'platform' AND table_name = 'outcome'`,
    );
    expect(columns).toHaveLength(3);
  });

  it('goes after a day, and what no longer opens goes at once', async () => {
    await owner.query('DELETE FROM platform.outcome');
    const key = newKey();
    const input = question({ anonymous: true });
    await send(astrid, askDocument, input, key);
    await owner.query(
      `INSERT INTO platform.outcome VALUES (sha256('a'), '\\x000000000000000000000000', convert_to(repeat('x', 528), 'UTF8'))`,
    );
    expect(await sweepOutcomes(server.services)).toBe(1);
    // It bears its hour alone: what was done within an hour goes together, 23 to 24 hours later.
    server.clock.advance(dayInMs - 2 * hourInMs);
    expect(await sweepOutcomes(server.services)).toBe(0);
    server.clock.advance(2 * hourInMs);
    expect(await sweepOutcomes(server.services)).toBe(1);
  });
});
