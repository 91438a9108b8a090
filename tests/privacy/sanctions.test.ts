import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deleteConsultation } from '../../api/consultations/delete-consultation.ts';
import { requestErasure } from '../../api/erasure/request-erasure.ts';
import { requestExport } from '../../api/exports/request-export.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import { releaseCase, takeCase } from '../../api/moderation/take-case.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import { untilErased } from '../support/erasure.ts';
import {
  answer,
  ask,
  type Colleague,
  colleague,
  execute,
  feedDocument,
  readThread,
  threadDocument,
} from '../support/forum.ts';
import { caseParts, executeModeration, flag, type Moderator, moderator } from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { mentions, type SentStatement, watchStatements } from '../support/watch-statements.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let mia: Moderator;
let omar: Colleague;
let karin: Colleague;
let anonymous: ConsultationId;
let named: ConsultationId;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  [mia, omar, karin] = await Promise.all([
    moderator(world, 'Mia Moderator'),
    colleague(world, { name: 'Omar Sand' }),
    colleague(world, { name: 'Karin Ek' }),
  ]);
  anonymous = await ask(world, karin, true);
  named = await ask(world, karin, false);
  await answer(world, karin, named, false);
  await answer(world, omar, anonymous, true);
});

const statement = 'Tonen mot kollegan är inte godtagbar.';
const reasons = (caseId: string) => ({ caseId, rule: 'RESPECT' as const, statement });

async function openedCase(): Promise<string> {
  return (await openCase(world.services, mia.hat, { consultationId: anonymous })).id;
}

const decisionParts = 'decisions { id action rule statement decidedAt textBefore textAfter until }';
const told = (document: string) => document.replaceAll(/decisions \{[^}]*\}/g, decisionParts);
const caseDocument = `query ($id: ID!) { case(id: $id) { ${caseParts.replace('textAfter }', 'textAfter until redaction }')} } }`;
const casesDocument = `query ($list: CaseList!) {
  cases(list: $list, first: 100) { edges { node { ${caseParts} } } } caseCounts { open mine }
}`;

/** Every list, thread and sanction that a member can ask for, as she is answered, to the byte. */
async function seenBy({ actor }: Colleague): Promise<string> {
  const answers: unknown[] = [];
  for (const list of ['ACTIVITY', 'NEWEST', 'UNANSWERED', 'MINE', 'ANSWERED']) {
    answers.push(await execute(world, actor, told(feedDocument), { list, first: 100 }));
  }
  for (const id of [anonymous, named]) {
    answers.push(await execute(world, actor, told(threadDocument), { id, first: 100 }));
  }
  answers.push(await execute(world, actor, '{ viewer { id name } mySanctions { id kind until statement } }'));
  answers.push(await execute(world, actor, '{ myRedactions { id consultationId answerId } }'));
  return JSON.stringify(answers);
}

/** As `seenBy`, and everything in the queue, without the one case. */
async function seenByModerator(by: Moderator, except: string): Promise<string> {
  const answers: unknown[] = [await seenBy(by)];
  for (const list of ['OPEN', 'MINE', 'DECIDED']) {
    const { data, errors } = await executeModeration(world, by.actor, casesDocument, { list });
    expect(errors).toEqual([]);
    answers.push(
      data.cases.edges.filter(({ node }: { node: { id: string } }) => node.id !== except),
      data.caseCounts,
    );
  }
  return JSON.stringify(answers);
}

/** The case as a moderator sees it, with the ids and the statement that differ by chance taken out. */
async function caseSeen(by: Moderator, caseId: string): Promise<string> {
  const { data, errors } = await executeModeration(world, by.actor, caseDocument, { id: caseId });
  expect(errors).toEqual([]);
  return JSON.stringify(data.case).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
}

describe('#28 ban the alias, then watch whose account changes', () => {
  test.each([
    ['warned', (id: string) => decideCase(world.services, mia.hat, 'WARN', reasons(id))],
    ['suspended', (id: string) => suspendAuthor(world.services, mia.hat, { ...reasons(id), days: 90 })],
  ])('%s: nothing changes for a colleague, nor for moderators but the case itself', async (_what, act) => {
    const caseId = await openedCase();
    // Taken and given back, so that what the counts say of the case itself stays as it was.
    const nils = await moderator(world, 'Nils Moderator');
    const before = [await seenBy(omar), await seenByModerator(nils, caseId)];
    const counted = await executeModeration(world, nils.actor, '{ caseCounts { open mine } }');
    await act(caseId);
    // The case has left the queue: the one thing that is told, of the post and not of its author.
    const after = [await seenBy(omar), await seenByModerator(nils, caseId)];
    const open = counted.data.caseCounts.open as number;
    expect(after[0]).toBe(before[0]);
    expect(after[1]?.replaceAll(`"open":${open - 1}`, `"open":${open}`)).toBe(before[1]);
  });

  test('what is public of her under her name stays as it was, to the byte', async () => {
    const view = async () => JSON.stringify((await readThread(world, omar, named)) ?? null);
    const before = await view();
    await suspendAuthor(world.services, mia.hat, { ...reasons(await openedCase()), days: 30 });
    expect(await view()).toBe(before);
  });

  test.each([
    ['anonymous', true],
    ['named', false],
  ])(
    'the case of a post, %s, tells nothing of its author’s other suspensions',
    async (_face, isAnonymous) => {
      const lena = await colleague(world, { name: 'Lena Alm' });
      const byLena = await ask(world, lena, isAnonymous);
      const byKarin = await ask(world, karin, isAnonymous);
      const elsewhere = await ask(world, karin, true);
      const caseIds = await Promise.all(
        [byKarin, byLena].map(
          async (consultationId) => (await openCase(world.services, mia.hat, { consultationId })).id,
        ),
      );
      // Karin bears two already, on another alias and on her name; Lena none.
      const other = await moderator(world);
      for (const post of [{ consultationId: named }, { consultationId: elsewhere }]) {
        const { id } = await openCase(world.services, other.hat, post);
        await suspendAuthor(world.services, other.hat, { ...reasons(id), days: 90 });
      }
      const steps = [
        (caseId: string) => suspendAuthor(world.services, mia.hat, { ...reasons(caseId), days: 7 }),
        (caseId: string) => decideCase(world.services, mia.hat, 'LIFT', reasons(caseId)),
        (caseId: string) => decideCase(world.services, mia.hat, 'WARN', reasons(caseId)),
        (caseId: string) => decideCase(world.services, mia.hat, 'DELETE', reasons(caseId)),
        (caseId: string) => suspendAuthor(world.services, mia.hat, { ...reasons(caseId), days: 1 }),
      ];
      for (const step of [async () => undefined, ...steps]) {
        const [ofKarin, ofLena] = await Promise.all(
          caseIds.map(async (caseId) => {
            await step(caseId);
            return caseSeen(mia, caseId);
          }),
        );
        expect(ofKarin?.replaceAll('Karin Ek', 'Lena Alm')).toBe(ofLena);
      }
      await expect(ask(world, karin, false)).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
    },
  );

  test('the sanction of an alias and that of a name share no row and no statement', async () => {
    const caseId = await openedCase();
    const { id: otherCase } = await openCase(world.services, mia.hat, { consultationId: named });
    const sent = await watchStatements(async () => {
      await suspendAuthor(world.services, mia.hat, { ...reasons(caseId), days: 30 });
      await suspendAuthor(world.services, mia.hat, { ...reasons(otherCase), days: 30 });
      await expect(ask(world, karin, false)).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
      await execute(world, karin.actor, '{ mySanctions { kind } myRedactions { id } }');
    });
    const rows = await world.services.db.service.sanction.findMany();
    expect(rows.every((row) => (row.aliasId === null) !== (row.accountId === null))).toBe(true);
    const face = { consultationId: anonymous, number: 0 };
    const { id: alias } = await world.services.db.service.alias.findFirstOrThrow({ where: face });
    expect(sent.some((statement) => mentions(statement, alias))).toBe(true);
    expect(sent.some((statement) => mentions(statement, karin.actor.id))).toBe(true);
    for (const statement of sent) {
      const both = mentions(statement, alias) && mentions(statement, karin.actor.id);
      expect(both, statement.text.slice(0, 300)).toBe(false);
    }
  });

  test.each([
    ['named', false],
    ['anonymous', true],
  ])('a %s post begins with the same statements for everyone', async (_face, isAnonymous) => {
    await suspendAuthor(world.services, mia.hat, { ...reasons(await openedCase()), days: 30 });
    const suspended = await watchStatements(() => ask(world, karin, isAnonymous).catch(() => undefined));
    const free = await watchStatements(() => ask(world, omar, isAnonymous));
    const text = (sent: SentStatement[]) => sent.map(({ sql }) => sql);
    expect(suspended.length).toBeGreaterThan(0);
    expect(text(free).slice(0, suspended.length)).toEqual(text(suspended));
    // What is read of the running suspensions is the same too: nothing in it is hers.
    const last = suspended.at(-1);
    expect(last && mentions(last, karin.actor.id)).toBe(false);
  });
});

describe('#33 a sanction on the alias does not stop what is hers by right', () => {
  test('she reads, withdraws, takes her data with her, and is erased; the sanction goes with its face, and what was decided names nobody', async () => {
    await suspendAuthor(world.services, mia.hat, { ...reasons(await openedCase()), days: 90 });
    expect((await readThread(world, karin, anonymous)).decisions).toHaveLength(1);
    await deleteConsultation(world.services, karin.grant, { id: anonymous });
    await requestExport(world.services, karin.actor.id, new Uint8Array(32));
    const { service } = world.services.db;
    const asker = { consultationId: anonymous, number: 0 };
    const { id: aliasId } = await service.alias.findFirstOrThrow({ where: asker });
    expect(await service.sanction.count({ where: { aliasId } })).toBe(1);

    world.services.config.erasureCoolingOffDays = 0;
    await requestErasure(world.services, karin.actor);
    await untilErased(world);
    expect(await service.alias.count({ where: asker })).toBe(0);
    expect(await service.sanction.count({ where: { aliasId } })).toBe(0);
    expect(await service.decision.count({ where: { consultationId: anonymous } })).toBe(1);
    expect(await searchFor(karin.actor.id)).toEqual([]);
  });

  test('blocking reveals no author: who may not flag is not told apart in the queue', async () => {
    const other = await ask(world, omar, false);
    await suspendAuthor(world.services, mia.hat, { ...reasons(await openedCase()), days: 1 });
    const before = await seenByModerator(mia, '');
    await expect(flag(world, karin, { consultationId: other })).rejects.toMatchObject({
      code: 'WRITING_SUSPENDED',
    });
    expect(await seenByModerator(mia, '')).toBe(before);
  });
});

test('#29 taking a sanctioned case over shows the next moderator no more than the first', async () => {
  const caseId = await openedCase();
  await suspendAuthor(world.services, mia.hat, { ...reasons(caseId), days: 30 });
  const seenByFirst = await caseSeen(mia, caseId);
  await releaseCase(world.services, mia.hat, caseId);
  const nils = await moderator(world);
  await takeCase(world.services, nils.hat, caseId);
  const seen = await caseSeen(nils, caseId);
  expect(seen.replace('"byMe":false', '"byMe":true')).toBe(seenByFirst);
  expect(seen).not.toContain('Karin');
});

/** Every table that has the text in any column. */
async function searchFor(text: string): Promise<string[]> {
  const owner = new pg.Client(world.database.owner);
  await owner.connect();
  try {
    const { rows } = await owner.query(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const places: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await owner.query(`SELECT FROM ${name} row WHERE row::text LIKE $1`, [
        `%${text}%`,
      ]);
      if (rowCount) places.push(name);
    }
    return places.sort();
  } finally {
    await owner.end();
  }
}
