import { readFile } from 'node:fs/promises';
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemas } from '../../api/graphql/schema.ts';
import { type Member, signInAs } from '../support/server.ts';
import { lookAround, Town, tellView } from './town.ts';

const forColleagues = [
  ['physicians', schemas.physician],
  ['moderators', schemas.moderation],
] as const;

function fieldsOf(schema: GraphQLSchema): { place: string; field: GraphQLField<unknown, unknown> }[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields()).map((field) => ({ place: `${type.name}.${field.name}`, field }))
        : [],
    );
}

/** Every field that a value of this type comes from, through unions too. */
function waysTo(schema: GraphQLSchema, name: string): string[] {
  const unions = Object.values(schema.getTypeMap()).filter(
    (type) => isUnionType(type) && type.getTypes().some((member) => member.name === name),
  );
  const names = [name, ...unions.map((type) => type.name)];
  return fieldsOf(schema)
    .filter(({ field }) => names.includes(getNamedType(field.type).name))
    .map(({ place }) => place)
    .sort();
}

describe.each(forColleagues)('the schema of the %s', (_who, schema) => {
  it('#1 #6 #9 leads to a person by a named byline and the viewer herself, on no other path', () => {
    expect(waysTo(schema, 'PhysicianProfile')).toEqual(['PhysicianByline.physician']);
    const toViewer = waysTo(schema, 'Viewer').filter((place) => !place.startsWith('Mutation.'));
    expect(toViewer).toEqual(['Query.viewer']);
    const personal = /author|account|owner|user|email|licen[cs]e|alias/i;
    const allowed = ['Mutation.suspendAuthor', 'Mutation.warnAuthor', 'Viewer.email'];
    const suspicious = fieldsOf(schema)
      .map(({ place }) => place)
      .filter((place) => personal.test(place.split('.')[1] ?? '') && !allowed.includes(place));
    expect(suspicious).toEqual([]);
  });

  it('#1 #15 has nothing of its author in an anonymous byline', () => {
    const alias = schema.getType('AliasByline');
    if (!isObjectType(alias)) throw new Error('there is no such type');
    expect(Object.keys(alias.getFields()).sort()).toEqual(['isAsker', 'number', 'specialty']);
  });

  it('#9 #10 #14 has no standing, counter or presence of a person, and no list by person', () => {
    const profile = schema.getType('PhysicianProfile');
    if (!isObjectType(profile)) throw new Error('there is no such type');
    expect(Object.keys(profile.getFields()).sort()).toEqual(['id', 'name', 'specialty']);
  });

  it('#8 #12 takes no person as an argument', () => {
    const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
    const names = [
      ...fieldsOf(schema).flatMap(({ place, field }) => field.args.map(({ name }) => `${place}(${name})`)),
      ...inputs.flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)),
    ];
    expect(names.length).toBeGreaterThan(20);
    const named = names.filter((name) =>
      /author|physician|account|user|member|alias|email/i.test(name.split(/[.(]/).pop() ?? ''),
    );
    expect(named.filter((name) => name !== 'RegisterInput.email')).toEqual([]);
  });

  it('#32 cannot take a face off: whether a post is anonymous is said when it is written, and nowhere else', () => {
    const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
    const choosing = inputs.filter((type) => 'anonymous' in type.getFields()).map(({ name }) => name);
    expect(choosing.filter((name) => !/^Post(Consultation|Answer)Input$/.test(name))).toEqual([]);
    const switches = fieldsOf(schema).filter(({ place }) => /^Mutation\..*(anonym|reveal|face)/i.test(place));
    expect(switches).toEqual([]);
  });
});

describe('an anonymous question', () => {
  let town: Town;
  let author: Member;
  let reader: Member;
  let moderator: Member;
  let question: string;
  let answer: string;

  beforeAll(async () => {
    town = await Town.open();
    author = await town.member('Astrid Författare');
    reader = await town.member('Rut Läsare');
    moderator = await town.member('Moa Moderator', { moderator: true });
    question = await town.ask(author, true);
    answer = await town.answer(author, question, true);
  });
  afterAll(() => town.close());

  const consultationOf = async (who: Member) => town.call(who, 'physician', 'consultation', { id: question });

  it('#1 #2 is hers to her and an alias’s to others', async () => {
    const [hers, others] = [await consultationOf(author), await consultationOf(reader)];
    expect(hers.isMine).toBe(true);
    expect(others.isMine).toBe(false);
    expect(others.byline).toMatchObject({ __typename: 'AliasByline', number: 0, isAsker: true });
    expect(hers.byline).toEqual(others.byline);
    for (const who of [author, reader]) {
      const { text } = await who.client.postJson('/graphql', {
        query: `{ consultation(id: "${question}") { id byline { __typename } isMine } }`,
      });
      expect(text).not.toContain(author.id);
      expect(text).not.toContain(author.name);
    }
  });

  it('#2 is hers to edit, and its answer to delete; to others both are refused as any post of another’s is', async () => {
    const edit = {
      input: {
        id: question,
        title: 'Oklar anemi, ny version',
        body: 'Hb är nu 88 och hon har blivit andfådd. Vad gör ni?',
        tags: [],
      },
    };
    const named = await town.ask(author, false);
    const refusals = [];
    for (const id of [question, named]) {
      refusals.push(
        await town.attempt(reader, 'physician', 'editConsultation', { input: { ...edit.input, id } }),
      );
      refusals.push(await town.attempt(reader, 'physician', 'deleteConsultation', { id }));
    }
    expect(refusals[0]).toMatchObject({ __typename: 'NotAllowedError', code: 'NOT_YOUR_POST' });
    expect(refusals.slice(0, 2)).toEqual(refusals.slice(2));
    expect(await town.call(author, 'physician', 'editConsultation', edit)).toMatchObject({ isMine: true });
    const own = await town.answer(author, question, true);
    expect(await town.call(author, 'physician', 'deleteAnswer', { id: own })).toMatchObject({
      visibility: 'WITHDRAWN',
    });
  });

  it('#4 #5 edited by a moderator names neither to the other, nor to anybody else', async () => {
    const { id } = await town.call(moderator, 'moderation', 'openCase', { input: { answerId: answer } });
    const caseId = String(id);
    const acted = await town.call(moderator, 'moderation', 'editPost', {
      input: {
        caseId,
        rule: 'PATIENT_PRIVACY',
        statement: 'Patienten går att känna igen.',
        body: 'Ändrat av oss.',
      },
    });
    const told = [
      JSON.stringify(acted),
      tellView(await lookAround(moderator, 'moderation', { consultations: [question], cases: [caseId] })),
    ];
    expect(told[1]).toContain('"revisions":[{');
    for (const text of told) {
      expect(text).not.toContain(author.id);
      expect(text).not.toContain(author.name);
    }
    for (const who of [author, reader]) {
      const seen = tellView(await lookAround(who, 'physician', { consultations: [question] }));
      expect(seen).toContain('Ändrat av oss.');
      expect(seen).not.toContain(moderator.id);
      expect(seen).not.toContain(moderator.name);
    }
    const seenByReader = tellView(await lookAround(reader, 'physician', { consultations: [question] }));
    expect(seenByReader).not.toContain('Patienten går att känna igen.');
  });

  it('#3 #7 is in no page, feed, export, preview or site map', async () => {
    const pages = await readFile('web/app/router.tsx', 'utf8');
    const ofRouter = [...pages.matchAll(/path: '(\/[^'*]*)/g)].map(([, path = '']) =>
      path.replace(':id', question),
    );
    expect(ofRouter).toContain(`/consultations/${question}`);
    const paths = [
      ...ofRouter,
      '/feed',
      '/feed.xml',
      '/rss.xml',
      '/sitemap.xml',
      '/export',
      '/robots.txt',
      '/api',
      '/oembed',
    ];
    const outsider = await signInAs(town.server);
    for (const path of paths) {
      const answers = new Set<string>();
      for (const { client } of [author, reader, moderator, outsider]) {
        const { text, headers } = await client.request(path);
        expect(text).not.toContain('anemi');
        expect(headers.get('content-type')).not.toMatch(/xml|atom|rss/);
        // Where the pages are not built yet, a refusal with the id of the request.
        answers.add(text.replace(/"requestId":"[^"]+"/, ''));
      }
      expect(answers.size, path).toBe(1);
    }
  });
});
