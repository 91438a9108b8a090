import { spawn } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findActor } from '../../api/access/actor.ts';
import { requireModerator, requirePhysician } from '../../api/access/grants.ts';
import { markHelpful } from '../../api/answers/mark-helpful.ts';
import { appealDecision } from '../../api/appeals/appeal-decision.ts';
import { eraseExports } from '../../api/exports/erase-exports.ts';
import { expireExports } from '../../api/exports/expire-exports.ts';
import { exporters, notExported } from '../../api/exports/exporters.ts';
import { makeExports } from '../../api/exports/make-exports.ts';
import { mostPerDay } from '../../api/exports/policy.ts';
import { listPseudonyms } from '../../api/identity/pseudonyms.ts';
import { approveLookup } from '../../api/lookups/approve-lookup.ts';
import { openLookup } from '../../api/lookups/open-lookup.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import type { LookupId } from '../../api/platform/ids.ts';
import { setConsent } from '../../api/telemetry/set-consent.ts';
import { type Archive, askForExport, download, exportOf, ownExport } from '../support/archives.ts';
import { editConsultation } from '../support/edits.ts';
import type { Errand } from '../support/export-and-die.ts';
import { answer, ask, type Colleague, moderate } from '../support/forum.ts';
import { flag } from '../support/moderation.ts';
import { createMember, type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';
import { askForLookup, holdTestCeremony, proveFor, type ShareHolder } from '../support/vault.ts';

let server: TestServer;
let owner: pg.Client;
let holders: ShareHolder[];

// Configured, and never spoken to: no worker runs.
const processorSettings = { MIXPANEL_TOKEN: 'nobody', MIXPANEL_API_URL: 'http://127.0.0.1:1' };

beforeAll(async () => {
  // The worker of this process would make archives by itself.
  server = await startTestServer({ env: { KONSILIUM_WORKER: 'off', ...processorSettings } });
  owner = new pg.Client(server.database.owner);
  await owner.connect();
  holders = await holdTestCeremony(server);
});
afterAll(async () => {
  await owner?.end();
  await server?.close();
});

async function colleagueOf({ id }: Member): Promise<Colleague> {
  const actor = await findActor(server.services.db.service, id);
  if (!actor) throw new Error('nobody');
  return { actor, grant: requirePhysician(actor) };
}

async function pseudonymOf({ id }: Member): Promise<string> {
  const [own] = await listPseudonyms(server.services, id);
  return own?.pseudonym ?? 'none';
}

async function lookUp(consultationId: string): Promise<void> {
  const { services } = server;
  const [first, second] = holders;
  if (!first || !second) throw new Error('nobody holds a share');
  const { aliasId } = await services.db.service.consultation.findUniqueOrThrow({
    where: { id: consultationId },
    select: { aliasId: true },
  });
  const post = { alias: aliasId } as Parameters<typeof askForLookup>[2];
  const id: LookupId = await askForLookup(server, first, post);
  await approveLookup(services, second.grant, id, await proveFor(server, second, id));
  const settings = { ...services, config: { ...services.config, lookupNoticeDays: 0 } };
  await openLookup(settings, first.grant, id, await proveFor(server, first, id));
}

describe('what an archive holds', () => {
  let karin: Member;
  let bo: Member;
  let archive: Archive;
  const texts = (mark: string) => ({ title: `Titel ${mark}`, body: `Brödtext som bara finns här: ${mark}.` });

  beforeAll(async () => {
    [karin, bo] = await Promise.all([
      signInAs(server, { name: 'Karin Exportsson', specialtyCode: 'internmedicin' }),
      signInAs(server, { name: 'Bo Hemlig', specialtyCode: 'internmedicin' }),
    ]);
    const [her, him] = [await colleagueOf(karin), await colleagueOf(bo)];
    const named = await ask(server, her, false, texts('NAMNFRÅGA'));
    const anonymous = await ask(server, her, true, texts('ANONYMFRÅGA'));
    await ask(server, her, true, { ...texts('HÅLLEN'), holdBack: 'ONE_DAY' });
    const his = await ask(server, him, true, texts('HANSFRÅGA'));
    await answer(server, her, his, false, 'Mitt namngivna svar: NAMNSVAR');
    await answer(server, her, his, true, 'Mitt anonyma svar: ANONYMSVAR');
    const hisAnswer = await answer(server, him, anonymous, true, 'Hans anonyma svar: HANSSVAR');
    await answer(server, him, named, false, 'Hans namngivna svar: HANSNAMNSVAR');
    await markHelpful(server.services, her.grant, { answerId: hisAnswer });
    await flag(server, her, { consultationId: his }, { note: 'MINANMÄLAN' });
    await flag(server, him, { consultationId: named }, { note: 'HANSANMÄLAN' });
    await editConsultation(server.services, her.grant, {
      id: anonymous,
      title: 'Titel ANONYMFRÅGA',
      body: 'Den nya lydelsen: NYLYDELSE',
      tags: [],
    });
    await moderate(
      server,
      { consultationId: named },
      { edit: 'Ändrat av moderatorn så att ingen känns igen: MODERERAT' },
    );
    const decided = await server.services.db.service.decision.findFirstOrThrow({
      where: { consultationId: named },
      select: { id: true },
    });
    const objection = 'Jag tycker att texten var otvetydig: ÖVERKLAGANDE';
    await appealDecision(server.services, her.grant, { decisionId: decided.id, text: objection });
    await lookUp(anonymous);
    for (const { actor } of [her, him]) {
      await setConsent(server.services, actor, { processor: 'MIXPANEL', agreed: true });
    }
    const mod = await createMember(server, { moderator: true, name: 'Maja Moderator' });
    const modActor = (await colleagueOf(mod)).actor;
    const hat = requireModerator(modActor);
    const { id: caseId } = await openCase(server.services, hat, { consultationId: anonymous });
    const reasons = { caseId, rule: 'RESPECT' as const, statement: 'Tonen: SANKTION' };
    await suspendAuthor(server.services, hat, { ...reasons, days: 7 });
    archive = await exportOf(server, karin);
  });

  test('everything of hers, under both faces', async () => {
    for (const mark of [
      'NAMNFRÅGA',
      'ANONYMFRÅGA',
      'HÅLLEN',
      'NAMNSVAR',
      'ANONYMSVAR',
      'MINANMÄLAN',
      'NYLYDELSE',
      'MODERERAT',
      'SANKTION',
      'ÖVERKLAGANDE',
      karin.email,
      karin.id,
    ]) {
      expect(archive.text, mark).toContain(mark);
    }
    expect(archive.json('account')).toMatchObject({ name: 'Karin Exportsson', specialty: 'internmedicin' });
    const questions: { title: string; face: string; visibility: string; revisions: { text: string }[] }[] =
      archive.json('questions');
    expect(questions.map(({ title, face, visibility }) => [title, face, visibility]).sort()).toEqual([
      ['Titel ANONYMFRÅGA', 'ANONYMOUS', 'VISIBLE'],
      ['Titel HÅLLEN', 'ANONYMOUS', 'HELD'],
      ['Titel NAMNFRÅGA', 'NAMED', 'VISIBLE'],
    ]);
    expect(questions.find(({ title }) => title.includes('ANONYM'))?.revisions[0]?.text).toContain(
      'ANONYMFRÅGA',
    );
    expect(archive.json('answers')).toHaveLength(2);
    expect(archive.json('helpful-marks')).toHaveLength(1);
    expect(archive.json('reports')).toMatchObject([{ note: 'MINANMÄLAN', reason: 'MISLEADING' }]);
    expect(archive.json('sanctions')).toMatchObject([{ kind: 'SUSPENSION', lifted: false }]);
    expect(archive.json('lookups-of-my-posts')).toMatchObject([{ reason: 'IMMINENT_DANGER' }]);
    expect(archive.json('sessions')).toHaveLength(1);
    expect(archive.json('processors')).toMatchObject([
      {
        processor: 'MIXPANEL',
        agreed: true,
        pseudonym: await pseudonymOf(karin),
        waiting: [{ event: { event: 'consent.changed' } }],
      },
      { processor: 'BUGSNAG', agreed: false, pseudonym: null },
      { processor: 'HONEYCOMB', agreed: false, pseudonym: null },
    ]);
  });

  test('nothing that another wrote, nobody’s id or name, no moderator', async () => {
    for (const mark of [
      'HANSFRÅGA',
      'HANSSVAR',
      'HANSNAMNSVAR',
      'HANSANMÄLAN',
      'Bo Hemlig',
      'Maja Moderator',
      bo.id,
      bo.email,
      await pseudonymOf(bo),
      ...holders.flatMap(({ name, email, grant }) => [name, email, grant.adminId]),
    ]) {
      expect(archive.text, mark).not.toContain(mark);
    }
    expect(archive.text).not.toContain('argon2');
  });

  test('her posts to be read, the anonymous ones apart', () => {
    const named = archive.files.get('readable/questions-named.md') ?? '';
    const anonymous = archive.files.get('readable/questions-anonymous.md') ?? '';
    expect(named).toContain('# Frågor under ditt namn');
    expect(named).not.toContain('ANONYMFRÅGA');
    expect(anonymous).toContain('## Titel ANONYMFRÅGA');
    expect(anonymous).not.toContain('NAMNFRÅGA');
    expect(anonymous).toMatch(/omkring \d{4}-\d\d-\d\d \d\d:00/);
    expect(archive.files.get('README.md')).toContain('Vad som inte är med');
  });

  test('a schema for each file of data, and a list of all files with the version of the format', () => {
    const manifest = JSON.parse(archive.files.get('manifest.json') ?? '');
    expect(manifest).toMatchObject({ format: 'konsilium-export', version: 1, language: 'sv' });
    expect(manifest.files).toEqual([...archive.files.keys()].sort());
    for (const { name } of exporters) {
      expect(JSON.parse(archive.files.get(`schema/${name}.json`) ?? '')).toHaveProperty('$schema');
      expect(archive.json(name)).not.toBeNull();
    }
  });

  test('in English for whom reads English', async () => {
    await server.services.db.service.account.update({ where: { id: bo.id }, data: { locale: 'en' } });
    const his = await exportOf(server, bo);
    expect(his.files.get('readable/answers-anonymous.md')).toContain('# Anonymous answers');
    expect(his.text).toContain('HANSSVAR');
    expect(his.text).not.toContain('ANONYMFRÅGA');
  });
});

test('every table is exported, or it is written down why not', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'graphile_worker', 'public')`,
  );
  const covered = [...exporters.flatMap(({ tables }) => tables), ...Object.keys(notExported)];
  expect(rows.map(({ name }) => name).sort()).toEqual([...covered].sort());
});

describe('who gets it, and for how long', () => {
  let member: Member;
  beforeEach(async () => {
    member = await signInAs(server);
  });

  async function made(): Promise<string> {
    const { id } = await askForExport(member);
    await makeExports(server.services);
    return String(id);
  }

  test('she asks with her password, sees how far it is, and downloads it', async () => {
    expect(await ownExport(member)).toBeNull();
    const asked = await askForExport(member);
    expect(asked).toMatchObject({ state: 'WAITING', stepsDone: 0, downloadable: false, expiresAt: null });
    expect((await download(server, member, asked.id)).status).toBe(404);
    expect(await makeExports(server.services)).toEqual({ made: 1, failed: 0 });
    const ready = await ownExport(member);
    expect(ready).toMatchObject({ id: asked.id, state: 'READY', downloadable: true });
    expect(ready?.stepsDone).toBe(ready?.stepsInAll);
    expect(String(ready?.expiresAt)).toMatch(/:00:00/);
    const response = await download(server, member, asked.id);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename=konsilium.zip',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers.has('etag') || response.headers.has('last-modified')).toBe(false);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  });

  test('not with a wrong password', async () => {
    expect(await askForExport(member, 'fel lösenord')).toMatchObject({ code: 'WRONG_PASSWORD' });
    expect(await ownExport(member)).toBeNull();
  });

  test('nobody else: signed out 401, another member, her other session and a made-up address 404', async () => {
    const id = await made();
    const other = await signInAs(server);
    const elsewhere = { ...member, client: (await signInAgain(member)).client };
    expect((await fetch(`${server.url}/exports/${id}`)).status).toBe(401);
    const answers = await Promise.all(
      [download(server, other, id), download(server, elsewhere, id), download(server, member, member.id)].map(
        async (pending) => {
          const response = await pending;
          return [response.status, await response.text()];
        },
      ),
    );
    expect(answers.map(([status]) => status)).toEqual([404, 404, 404]);
    expect(new Set(answers.map(([, text]) => text)).size).toBe(1);
    expect((await download(server, member, id)).status).toBe(200);
  });

  test('her other session once she has given her password there', async () => {
    const id = await made();
    const elsewhere = await signInAgain(member);
    expect(await ownExport(elsewhere)).toMatchObject({ state: 'READY', downloadable: false });
    const unlock = `mutation ($password: String!) { unlockDataExport(password: $password) {
      __typename ... on DataExport { downloadable } ... on Refusal { code } } }`;
    const wrong = await elsewhere.client.graphql('physician', unlock, { password: 'fel lösenord' });
    expect(wrong.data?.unlockDataExport).toMatchObject({ code: 'WRONG_PASSWORD' });
    const right = await elsewhere.client.graphql('physician', unlock, { password: member.password });
    expect(right.data?.unlockDataExport).toMatchObject({ downloadable: true });
    expect((await download(server, elsewhere, id)).status).toBe(200);
    expect((await download(server, member, id)).status).toBe(404);
  });

  test('one at a time, and a new one takes the place of the old', async () => {
    const first = await askForExport(member);
    expect(await askForExport(member)).toMatchObject({ code: 'EXPORT_UNDER_WAY' });
    await makeExports(server.services);
    const second = await made();
    expect((await download(server, member, first.id)).status).toBe(404);
    expect((await download(server, member, second)).status).toBe(200);
    expect(await files()).not.toContain(first.id);
  });

  test('so many times a day', async () => {
    for (let asked = 0; asked < mostPerDay; asked += 1) await made();
    expect(await askForExport(member)).toMatchObject({ code: 'EXPORT_TOO_OFTEN' });
  });

  test('for a day, then the file and what opens it are gone', async () => {
    const id = await made();
    server.clock.advance(23 * hourInMs);
    await expireExports(server.services);
    expect(await files()).toContain(id);
    server.clock.advance(3 * hourInMs);
    // Even where the job is late.
    expect(await ownExport(member)).toBeNull();
    await expireExports(server.services);
    expect(await files()).not.toContain(id);
    const { rows } = await owner.query(`SELECT FROM exports.archive WHERE id = $1 AND secret <> ''`, [id]);
    expect(rows).toHaveLength(0);
  });

  test('not after erasure, nor after she has thrown it away', async () => {
    const erased = await made();
    await eraseExports(server.services, member.id);
    await eraseExports(server.services, member.id);
    const { rows } = await owner.query('SELECT FROM exports.archive WHERE account_id = $1', [member.id]);
    expect([rows.length, (await files()).includes(erased)]).toEqual([0, false]);
    const discarded = await made();
    await member.client.graphql('physician', 'mutation { discardDataExport { __typename } }');
    expect(await ownExport(member)).toBeNull();
    expect(await files()).not.toContain(discarded);
  });

  test('what lies on the disk is unreadable, of one size, and bears a whole hour', async () => {
    await ask(server, await colleagueOf(member), true, { title: 'Titel LIGGERPÅDISKEN' });
    const id = await made();
    const file = path.join(server.dataFolder, 'exports', id);
    const bytes = await readFile(file);
    for (const readable of ['LIGGERPÅDISKEN', member.email, 'manifest.json', 'PK\u0003\u0004']) {
      expect(bytes.includes(readable)).toBe(false);
    }
    const { size, mtimeMs, mode } = await stat(file);
    expect([size, mtimeMs % hourInMs, mode & 0o777]).toEqual([33 + 256 * 65_552, 0, 0o600]);
  });

  const files = () => readdir(path.join(server.dataFolder, 'exports'));
});

async function signInAgain(member: Member): Promise<Member> {
  const { Client } = await import('../support/graphql.ts');
  const client = new Client(server.url);
  await client.signIn(member.email, member.password);
  return { ...member, client };
}

describe('something goes wrong while it is made', () => {
  function exportAndDie(step: number): Promise<string | null> {
    const { service, lookup } = server.database;
    const program = fileURLToPath(new URL('../support/export-and-die.ts', import.meta.url));
    const keyring = server.services.config.keyring ?? '';
    const now = server.clock.now().toISOString();
    const errand: Errand = { service, lookup, keyring, dataFolder: server.dataFolder, step, now };
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [program, JSON.stringify(errand)], { stdio: 'inherit' });
      child.once('exit', (_code, signal) => resolve(signal));
    });
  }

  // In the middle, and when the file lies there whole but is not yet called ready.
  test.each([3, exporters.length + 1])('killed before step %i: it is made all the same', async (step) => {
    const member = await signInAs(server);
    const { id } = await askForExport(member);
    expect(await exportAndDie(step)).toBe('SIGKILL');
    expect(await ownExport(member)).toMatchObject({
      id,
      state: 'MAKING',
      stepsDone: step - 1,
      downloadable: false,
    });
    expect((await download(server, member, id)).status).toBe(404);
    expect(await makeExports(server.services), 'its maker might still live').toEqual({ made: 0, failed: 0 });
    server.clock.advance(6 * 60_000);
    expect(await makeExports(server.services)).toEqual({ made: 1, failed: 0 });
    expect(await ownExport(member)).toMatchObject({ id, state: 'READY', downloadable: true });
    expect((await download(server, member, id)).status).toBe(200);
  });

  test('thrown away meanwhile: nothing stays', async () => {
    const member = await signInAs(server);
    const { id } = await askForExport(member);
    expect(await exportAndDie(4)).toBe('SIGKILL');
    await eraseExports(server.services, member.id);
    expect(await readdir(path.join(server.dataFolder, 'exports'))).not.toContain(`${id}.begun`);
  });

  test('after three failures it says so, and she can ask again', async () => {
    const member = await signInAs(server);
    const { id } = await askForExport(member);
    await owner.query('ALTER TABLE moderation.flag RENAME TO elsewhere');
    try {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        expect(await makeExports(server.services)).toEqual({ made: 0, failed: 1 });
        server.clock.advance(2 * 60_000);
      }
    } finally {
      await owner.query('ALTER TABLE moderation.elsewhere RENAME TO flag');
    }
    expect(await makeExports(server.services)).toEqual({ made: 0, failed: 0 });
    expect(await ownExport(member)).toMatchObject({ id, state: 'FAILED', downloadable: false });
    const archive = await exportOf(server, member);
    expect(archive.json('account')).toMatchObject({ id: member.id });
  });
});

test('an account that waits for verification, too, may have its data', async () => {
  const member = await signInAs(server, { status: 'UNVERIFIED' });
  const archive = await exportOf(server, member);
  expect(archive.json('account')).toMatchObject({ status: 'UNVERIFIED' });
  expect(archive.json('questions')).toEqual([]);
});
