import { type GraphQLArgument, getNamedType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { schemas } from '../../api/graphql/schema.ts';
import { newId } from '../../api/platform/ids.ts';
import { listOperations } from '../support/graphql-documents.ts';
import type { Member } from '../support/server.ts';
import { lookAround, Town, tellView } from './town.ts';

let town: Town;
let author: Member;
let reader: Member;
let moderator: Member;
let admin: Member;
let question: string;
let answer: string;

beforeAll(async () => {
  town = await Town.open();
  author = await town.member('Astrid Författare');
  reader = await town.member('Rut Läsare');
  moderator = await town.member('Moa Moderator', { moderator: true });
  admin = await town.admin();
});
afterAll(() => town.close());
beforeEach(async () => {
  question = await town.ask(author, true);
  answer = await town.answer(author, question, true);
});

const normal = (text: string) => text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');

async function caseOf(by: Member, post: { consultationId?: string; answerId?: string }): Promise<string> {
  const { id } = await town.call(by, 'moderation', 'openCase', { input: post });
  return String(id);
}

it('#27 a case looks the same whatever her standing: verified long ago and sanctioned, or new', async () => {
  const veteran = await town.member('Vera Gammal');
  const { id: named } = { id: await town.ask(veteran, false) };
  await town.call(moderator, 'moderation', 'suspendAuthor', {
    input: {
      caseId: await caseOf(moderator, { consultationId: named }),
      rule: 'RESPECT',
      statement: 'Tonen är inte godtagbar.',
      days: 1,
    },
  });
  town.server.clock.advance(25 * 3_600_000);
  const newcomer = await town.member('Nora Ny');
  const views = [];
  for (const who of [veteran, newcomer]) {
    const post = await town.ask(who, true);
    const seen = await town.call(moderator, 'moderation', 'case', {
      id: await caseOf(moderator, { consultationId: post }),
    });
    expect((seen.post as { visibility: string }).visibility).toBe('VISIBLE');
    views.push(normal(JSON.stringify(seen)));
  }
  expect(views[0]).toBe(views[1]);
});

describe('#30 one post under two faces', () => {
  it('an edit keeps the face, whatever else is sent along', async () => {
    const face = async () =>
      (await town.owner.query('SELECT author_id, alias_id FROM forum.consultation WHERE id = $1', [question]))
        .rows;
    const before = await face();
    await town.call(author, 'physician', 'editConsultation', {
      input: {
        id: question,
        title: 'Oklar anemi, fortsättning',
        body: 'Hb är nu 88 och hon är andfådd. Vad gör ni?',
        tags: [],
      },
    });
    expect(await face()).toEqual(before);
    const { errors } = await author.client.graphql(
      'physician',
      `mutation { editAnswer(input: { id: "${answer}", body: "Nytt", anonymous: false }) { __typename } }`,
    );
    expect(errors[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('the same text is not taken under her other face', async () => {
    const body = 'Kontrollera även transferrinmättnaden innan ni går vidare.';
    await town.answer(author, question, true, { body });
    const again = { input: { anonymous: false, consultationId: question, body } };
    expect(await town.attempt(author, 'physician', 'postAnswer', again)).toMatchObject({
      issues: [{ code: 'SAME_TEXT_OTHER_FACE' }],
    });
    // Another member is told nothing: the same words from her are just an answer.
    expect(await town.attempt(reader, 'physician', 'postAnswer', again)).toMatchObject({
      __typename: 'Answer',
    });
  });

  it('nor does an edit bring it there, of an answer or of the question', async () => {
    const underAlias = 'Kontrollera även transferrinmättnaden innan ni går vidare.';
    const underName = 'Har ni tänkt på celiaki hos en patient i den här åldern?';
    await town.answer(author, question, true, { body: underAlias });
    const signed = await town.answer(author, question, false, { body: underName });
    const edit = { id: question, title: 'Oklar anemi, fortsättning', tags: [] };
    for (const [operation, input] of [
      ['editAnswer', { id: signed, body: underAlias }],
      ['editAnswer', { id: answer, body: underName }],
      ['editConsultation', { ...edit, body: underName }],
    ] as const) {
      expect(await town.attempt(author, 'physician', operation, { input }), operation).toMatchObject({
        issues: [{ code: 'SAME_TEXT_OTHER_FACE' }],
      });
    }
  });
});

it('#31 a moderator neither sees nor decides the case of her own anonymous post, and others cannot tell why', async () => {
  const own = await town.ask(moderator, true);
  await town.call(reader, 'physician', 'flagPost', { input: { consultationId: own, reason: 'MISLEADING' } });
  const nils = await town.member('Nils Moderator', { moderator: true });
  const { edges } = await town.call(nils, 'moderation', 'cases', { list: 'OPEN', first: 100 });
  const open = (edges as { node: { id: string; post: { id: string } } }[]).find(
    ({ node }) => node.post.id === own,
  );
  const caseId = open?.node.id ?? '';
  expect(caseId).not.toBe('');
  expect(
    await town.attempt(moderator, 'moderation', 'openCase', { input: { consultationId: own } }),
  ).toMatchObject({ code: 'CONFLICT_OF_INTEREST' });
  const hers = tellView(await lookAround(moderator, 'moderation', { consultations: [], cases: [caseId] }));
  expect(hers).not.toContain(own);
  for (const [operation, input] of [
    ['hidePost', { input: { caseId, rule: 'RESPECT', statement: 'Tonen är inte godtagbar.' } }],
    ['takeCase', { id: caseId }],
  ] as const) {
    const unknown = JSON.parse(JSON.stringify(input).replace(caseId, newId()));
    const refused = await town.attempt(moderator, 'moderation', operation, input);
    expect(refused.__typename).toBe('NotFoundError');
    expect(refused).toEqual(await town.attempt(moderator, 'moderation', operation, unknown));
  }
});

it('#29 the audit holds no act of an author, and of a decision nothing that points at one', async () => {
  const audit = async () => {
    const { edges } = await town.call(admin, 'operations', 'auditEntries', { first: 100 });
    return (edges as { node: { actor: { id: string } | null; details: string } }[]).map(({ node }) => node);
  };
  const before = await audit();
  const caseId = await caseOf(moderator, { consultationId: question });
  const input = { caseId, rule: 'RESPECT', statement: 'Tonen är inte godtagbar.' };
  await town.call(moderator, 'moderation', 'hidePost', { input });
  await town.call(moderator, 'moderation', 'unhidePost', { input });
  const decided = await audit();
  expect(decided.length).toBe(before.length + 2);
  await town.call(author, 'physician', 'editAnswer', {
    input: { id: answer, body: 'Ett nytt svar i tråden.' },
  });
  await town.call(author, 'physician', 'deleteAnswer', { id: answer });
  await town.call(author, 'physician', 'deleteConsultation', { id: question });
  expect(await audit()).toEqual(decided);
  const { rows } = await town.owner.query('SELECT alias_id FROM forum.consultation WHERE id = $1', [
    question,
  ]);
  for (const { actor, details } of decided.slice(0, 2)) {
    expect(actor?.id).toBe(moderator.id);
    expect(details).not.toContain(author.id);
    expect(details).not.toContain(rows[0].alias_id);
  }
});

describe('#34 the request for a lookup', () => {
  async function requestFor(aliasId: string) {
    return town.attempt(admin, 'operations', 'requestLookup', {
      input: {
        aliasId,
        reason: 'IMMINENT_DANGER',
        text: 'Inlägget tyder på fara för en patient just nu.',
        caseReference: 'Ä 2026-17',
      },
    });
  }

  it('changes nothing that a member, a moderator or the author herself can see', async () => {
    const look = async () => {
      const views = [];
      for (const who of [author, reader, moderator]) {
        views.push(tellView(await lookAround(who, 'physician', { consultations: [question] })));
      }
      views.push(tellView(await lookAround(moderator, 'moderation', { consultations: [question] })));
      return views;
    };
    const { rows } = await town.owner.query('SELECT alias_id FROM forum.consultation WHERE id = $1', [
      question,
    ]);
    const before = await look();
    expect(await requestFor(rows[0].alias_id)).toMatchObject({ __typename: 'Lookup', state: 'REQUESTED' });
    expect(await look()).toEqual(before);
  });

  it('is refused alike to all others, whether the alias exists or not', async () => {
    const { rows } = await town.owner.query('SELECT alias_id FROM forum.consultation WHERE id = $1', [
      question,
    ]);
    for (const who of [author, reader, moderator]) {
      const replies = [];
      for (const id of [rows[0].alias_id, newId()]) {
        const { status, text } = await who.client.graphql(
          'operations',
          'mutation ($input: RequestLookupInput!) { requestLookup(input: $input) { __typename } }',
          { input: { aliasId: id, reason: 'COURT_ORDER', text: 'x', caseReference: 'y' } },
        );
        replies.push({ status, text });
      }
      expect(replies[0]).toEqual(replies[1]);
      expect(replies[0]?.status).toBe(403);
    }
  });

  it('of a named post finds nothing, as of one that does not exist', async () => {
    const named = await town.ask(reader, false);
    const subjects = [];
    for (const link of [named, newId()]) {
      subjects.push(await town.attempt(admin, 'operations', 'lookupSubject', { link }));
    }
    expect(subjects).toEqual([null, null]);
    expect(normal(JSON.stringify(await requestFor(named)))).toBe(
      normal(JSON.stringify(await requestFor(newId()))),
    );
  });
});

describe('#35 an administrator in a member’s shoes', () => {
  it('has no operation for it', () => {
    const names = Object.values(schemas).flatMap((schema) => listOperations(schema).map(({ name }) => name));
    expect(
      names.filter((name) => /imperson|sudo|actas|onbehalf|loginas|signinas|switch|masquerade/i.test(name)),
    ).toEqual([]);
  });

  it('is nobody to the physicians’ endpoint, whatever headers she sends', async () => {
    const query = '{ consultations(list: MINE, first: 5) { edges { node { id } } } }';
    const attempts: Record<string, string>[] = [
      {},
      {
        'x-user-id': author.id,
        'x-impersonate': author.id,
        'x-forwarded-user': author.email,
        'x-actor': author.id,
      },
    ];
    for (const headers of attempts) {
      const { text } = await admin.client.request('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables: { viewer: author.id } }),
      });
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
  });

  it('cannot set a member’s password, address or roles over the network', () => {
    const forbidden = /password|email|session|role|admin|account|name$/i;
    const names = Object.values(schemas.operations.getMutationType()?.getFields() ?? {}).flatMap(
      ({ name, args }) => [name, ...args.flatMap((arg) => [`${name}(${arg.name})`, ...fieldsOf(name, arg)])],
    );
    expect(names.length).toBeGreaterThan(20);
    // Whose licence was looked at, and who has asked in writing to be erased.
    const whom = /^(verifyPhysician|refuseVerification|requestErasureFor)\(accountId\)$/;
    expect(names.filter((name) => forbidden.test(name) && !whom.test(name))).toEqual([]);
  });

  function fieldsOf(name: string, { type }: GraphQLArgument): string[] {
    const input = getNamedType(type);
    if (!isInputObjectType(input)) return [];
    return Object.keys(input.getFields()).map((field) => `${name}(${field})`);
  }
});

it('#33 #28 a suspended alias is as readable and answerable to others as before', async () => {
  const look = async () => tellView(await lookAround(reader, 'physician', { consultations: [question] }));
  const before = await look();
  await town.call(moderator, 'moderation', 'suspendAuthor', {
    input: {
      caseId: await caseOf(moderator, { consultationId: question }),
      rule: 'RESPECT',
      statement: 'Tonen är inte godtagbar.',
      days: 1,
    },
  });
  expect(await look()).toBe(before);
  await town.answer(reader, question, true);
  town.server.clock.advance(25 * 3_600_000);
});

it('#17 a notice of a lookup or a sanction is told to the author alone, and says no name of anybody', async () => {
  const caseId = await caseOf(moderator, { consultationId: question });
  await town.call(moderator, 'moderation', 'warnAuthor', {
    input: { caseId, rule: 'RESPECT', statement: 'Tänk på tonen mot kollegan.' },
  });
  const told = async (who: Member) =>
    JSON.stringify(await town.call(who, 'physician', 'mySanctions')) +
    JSON.stringify(await town.call(who, 'physician', 'lookupNotices'));
  const hers = await told(author);
  expect(hers).toContain('Tänk på tonen mot kollegan.');
  for (const { id, name } of [author, moderator, admin]) {
    expect(hers).not.toContain(id);
    expect(hers).not.toContain(name);
  }
  expect(await told(reader)).toBe('[][]');
  expect(await told(moderator)).toBe('[][]');
});
