import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costCode } from '../../api/graphql/limit-cost.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { newId } from '../../api/platform/ids.ts';
import { answer as answerAs, ask as askAs, colleague } from '../support/forum.ts';
import { Client } from '../support/graphql.ts';
import type { Member } from '../support/server.ts';
import { newestVersion } from '../support/terms.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld } from '../support/world.ts';
import { questionsWithText } from './questions-with-text.ts';
import { lookAround, Town } from './town.ts';

describe('what others see of a physician', () => {
  let town: Town;
  let author: Member;
  let reader: Member;
  let moderator: Member;
  let admin: Member;
  let named: string;

  beforeAll(async () => {
    town = await Town.open();
    author = await town.member('Astrid Författare');
    reader = await town.member('Rut Läsare');
    moderator = await town.member('Moa Moderator', { moderator: true });
    admin = await town.member('Ada Admin', { status: 'UNVERIFIED', technicalAdmin: true });
    named = await town.ask(author, false);
    await town.answer(author, await town.ask(reader, false), false);
  });
  afterAll(() => town.close());

  /** All lists and pages but those of the posts named here. */
  async function seenBy(who: Member, endpoint: 'physician' | 'moderation' | 'operations', without: string[]) {
    const view = await lookAround(who, endpoint, { consultations: [named] });
    return [...view].map(([asked, { text }]) => {
      const { data } = JSON.parse(text);
      for (const name of ['consultations', 'cases']) {
        if (data?.[name]?.edges) {
          const kept = data[name].edges.filter(
            ({ node }: { node: { id: string } }) => !without.includes(node.id),
          );
          data[name] = kept.map(({ node }: { node: unknown }) => node);
        }
      }
      return `${asked} ${JSON.stringify(data)}`;
    });
  }

  it('#9 #10 #12 #20 stays as it was when she writes anonymously: profiles, counts, lists, the directory of accounts', async () => {
    const others = await town.ask(reader, false, { title: 'En fråga som någon kommer att svara på' });
    const watch = async (hidden: string[]) => [
      await seenBy(reader, 'physician', [others, ...hidden]),
      await seenBy(moderator, 'physician', [others, ...hidden]),
      await seenBy(moderator, 'moderation', [others, ...hidden]),
      await seenBy(admin, 'operations', []),
    ];
    const before = await watch([]);
    expect(JSON.stringify(before)).toContain('Astrid Författare');
    const question = await town.ask(author, true);
    await town.answer(author, question, true);
    const answered = await town.answer(author, others, true);
    await town.call(author, 'physician', 'editAnswer', { input: { id: answered, body: 'Och B12.' } });
    await town.call(reader, 'physician', 'markHelpful', { answerId: answered });
    await town.call(author, 'physician', 'solveConsultation', { id: question, answerId: null });
    const gone = await town.ask(author, true);
    await town.call(author, 'physician', 'deleteConsultation', { id: gone });
    expect(await watch([question, gone])).toEqual(before);
  });

  it('#8 lists of one’s own hold nobody else’s posts, and take no other person', async () => {
    const question = await town.ask(author, true);
    for (const list of ['MINE', 'ANSWERED']) {
      for (const who of [reader, moderator]) {
        expect(JSON.stringify(await town.list(who, list))).not.toContain(question);
      }
    }
    expect(JSON.stringify(await town.list(author, 'MINE'))).toContain(question);
    const asked = await reader.client.graphql(
      'physician',
      `{ consultations(list: MINE, author: "${author.id}") { edges { node { id } } } }`,
    );
    expect(asked.errors[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it.each([
    ['physician', () => reader],
    ['moderation', () => moderator],
  ] as const)('#8 no argument of a query at the %s endpoint looks for a person', async (endpoint, who) => {
    const quiet = await town.member('Siv Tyst');
    await town.ask(author, true);
    let asked = 0;
    for (const question of questionsWithText(schemas[endpoint])) {
      const answers = new Map<string, string>();
      for (const person of [author, quiet]) {
        const texts = [];
        for (const value of [person.id, person.name, person.email]) {
          for (const variables of question.variablesWith(value)) {
            const { text } = await who().client.graphql(endpoint, question.document, variables);
            expect(text, 'it is refused for its cost').not.toContain(costCode);
            texts.push(`${JSON.stringify(variables)} ${text}`.replaceAll(value, 'a person'));
          }
        }
        answers.set(person.id, texts.join('\n'));
        asked += texts.length;
      }
      expect(answers.get(author.id), question.name).toBe(answers.get(quiet.id));
    }
    expect(asked).toBeGreaterThan(20);
  });

  it('#12 registering does not tell whether an address has an account', async () => {
    const outsider: Member = { ...reader, client: new Client(town.server.url) };
    const replies = [];
    for (const email of [author.email, `${newId()}@town.test`]) {
      const input = {
        email,
        password: 'ett långt lösenord',
        name: 'Ny Nysson',
        specialty: 'internmedicin',
        locale: 'sv',
        licenceNumber: 'TEST-1',
        acceptedTerms: newestVersion,
      };
      replies.push(await town.attempt(outsider, 'physician', 'register', { input }));
    }
    expect(replies[0]).not.toMatchObject({ __typename: expect.stringMatching(/Error$/) });
    expect(replies[0]).toEqual(replies[1]);
  });

  it('#11 a named answer in her own anonymous thread bears no mark of the asker', async () => {
    const question = await town.ask(author, true);
    await town.answer(author, question, true);
    await town.answer(author, question, false);
    await town.answer(reader, question, false);
    const thread = await town.call(reader, 'physician', 'consultation', { id: question });
    const { edges } = thread.answers as {
      edges: { node: { byline: { __typename: string; isAsker: boolean; physician?: { name: string } } } }[];
    };
    const faces = edges.map(({ node: { byline } }) => [
      byline.physician?.name ?? 'anonymous',
      byline.isAsker,
    ]);
    expect(faces).toEqual([
      ['anonymous', true],
      ['Astrid Författare', false],
      ['Rut Läsare', false],
    ]);
  });

  it('#13 #14 posts of one hour are sorted by random ids and not by who wrote them', async () => {
    const praised = await town.member('Ines Uppskattad');
    const helpful = await town.answer(praised, named, false);
    await town.call(author, 'physician', 'markHelpful', { answerId: helpful });
    const nobody = await town.member('Nils Ny');
    for (let round = 0; round < 6; round += 1) {
      for (const who of [praised, nobody]) await town.ask(who, true);
    }
    const posts = await town.list(reader, 'NEWEST');
    const byHourAndId = [...posts].sort(
      (a, b) => b.postedAt.localeCompare(a.postedAt) || (a.id < b.id ? 1 : -1),
    );
    expect(posts.length).toBeGreaterThan(12);
    expect(posts.map(({ id }) => id)).toEqual(byHourAndId.map(({ id }) => id));
  });
});

it('#15 an alias shows a specialty only where the threshold shares it, and nothing else of the profile', async () => {
  const world = await createWorld();
  try {
    await holdTestCeremony(world);
    const rare = await colleague(world, { specialtyCode: 'rattsmedicin', name: 'Den Enda' });
    const common = await colleague(world, { specialtyCode: 'internmedicin' });
    for (let count = 1; count < world.services.config.anonymityThreshold; count += 1) {
      await colleague(world, { specialtyCode: 'internmedicin' });
    }
    for (let count = 2; count < world.services.config.anonymityThreshold; count += 1) {
      await colleague(world, { specialtyCode: 'rattsmedicin' });
    }
    // Nine of them and this one show nothing: as many as the threshold asks for there too.
    await colleague(world);
    const shown = async () => {
      const rows = await world.services.db.service.alias.findMany({ select: { specialtyCode: true } });
      return rows.map(({ specialtyCode }) => specialtyCode).sort();
    };
    const question = await askAs(world, rare, true);
    await answerAs(world, common, question, true);
    expect(await shown()).toEqual(['internmedicin', null]);
  } finally {
    await world.close();
  }
});
