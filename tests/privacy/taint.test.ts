import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymousEvents } from '../../analytics/mixpanel/anonymous-events.ts';
import { eraseExports } from '../../api/exports/erase-exports.ts';
import type { SubGraph } from '../../api/graphql/builder.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { listPseudonyms } from '../../api/identity/pseudonyms.ts';
import { queueMail } from '../../api/mail/queue-mail.ts';
import { listKeptMail, recipientOf } from '../../api/mail/transport.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { deliverTelemetry } from '../../api/telemetry/deliver.ts';
import { exportOf } from '../support/archives.ts';
import { passwordOfMark } from '../support/canaries.ts';
import { listOperations, maximalDocument } from '../support/graphql-documents.ts';
import { exampleNotes } from '../support/mail.ts';
import { describe as describeCanary, type Exchange, judgeHeaders } from './judge.ts';
import { judgeArchive } from './judge-archive.ts';
import { calls } from './operations.ts';
import { perform } from './perform.ts';
import { acceptAgain, refuseAloud } from './refuse-aloud.ts';
import { declaredRoutes, doors, knockEverywhere } from './routes.ts';
import { drainJobs, searchTables } from './search-storage.ts';
import { roles, Stage } from './stage.ts';

/**
 * The taint test (ANONYMITY.md): every operation of every endpoint as every role, on a forum whose members' secrets
 * are canaries; then everything that came out, and everything that was kept, is searched for them.
 */

const endpoints = Object.entries(schemas).map(([name, schema]) => ({
  endpoint: name as SubGraph,
  schema,
  operations: listOperations(schema),
}));

let stage: Stage;
const log: string[] = [];
const exchanges: Exchange[] = [];

beforeAll(async () => {
  stage = await Stage.open(createLogger('trace', { write: (line) => void log.push(line) }));
});
afterAll(() => stage?.close());

describe('every operation is in this run', () => {
  it.each(endpoints)('of the $endpoint endpoint', ({ endpoint, operations }) => {
    for (const kind of ['query', 'mutation'] as const) {
      const inSchema = operations.filter((operation) => operation.kind === kind).map(({ name }) => name);
      expect(Object.keys(calls[endpoint][kind]).sort()).toEqual(inSchema.sort());
    }
  });
});

const attacks = '#1 #2 #3 #4 #5 #6 #8 #11 #13 #24 #27 #30 #32 #35';

describe.each(endpoints)(`no answer of the $endpoint endpoint tells on anybody (${attacks})`, (described) => {
  const { endpoint, schema, operations } = described;
  it.each(operations)(
    '$kind $name',
    async (operation) => {
      const call = calls[endpoint][operation.kind][operation.name];
      if (!call) throw new Error('this operation escapes the taint test');
      const document = maximalDocument(schema, operation);
      for (const role of roles) {
        exchanges.push(...(await perform({ stage, endpoint, operation, call, document, role })));
      }
    },
    60_000,
  );
});

it('no header of any of them does (#24 #42 #47)', () => {
  expect(exchanges.length).toBeGreaterThan(300);
  const faults = exchanges.flatMap((exchange) =>
    judgeHeaders(stage, exchange).map((fault) => `${exchange.reader} ${exchange.operation}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

describe('the doors that are no GraphQL endpoint', () => {
  it('are all in this run', async () => {
    expect(await declaredRoutes()).toEqual(Object.keys(doors).sort());
  });

  it('tell nobody of anybody, in no byte of an image, form or answer and in no header (#3 #7 #24 #36 #42 #47)', async () => {
    const { faults, answers, letIn } = await knockEverywhere(stage);
    expect(faults).toEqual([]);
    expect(answers).toBeGreaterThan(200);
    // Uploads and images by all physicians, the form, the archive and the receipt.
    expect(letIn).toBeGreaterThan(40);
  }, 60_000);
});

describe('what is kept', () => {
  it('every job is done, and its payload held nothing (#40 #52)', async () => {
    const payloads = await drainJobs(stage);
    expect(payloads.length).toBeGreaterThan(0);
    expect(songsIn(payloads.join('\n'))).toEqual([]);
  }, 30_000);

  it('what left for Mixpanel is hours, values of the catalogue and pseudonyms, and none for an anonymous act (#51 #53)', async () => {
    // The day of the anonymous acts is over.
    await stage.owner.query(`UPDATE telemetry.anonymous_mark SET hour = hour - INTERVAL '1 day'`);
    await drainJobs(stage);
    // Nothing of the running hour leaves.
    await stage.owner.query(
      `UPDATE telemetry.outbox SET hour = hour - INTERVAL '1 hour' WHERE processor = 'MIXPANEL'`,
    );
    await drainJobs(stage);
    const { events, bytes } = stage.mixpanel;
    expect(new Set(stage.aviary.search(bytes).map(({ kind }) => kind))).toEqual(new Set(['pseudonym']));
    expect(stage.texts.search(bytes)).toEqual([]);
    for (const { rows } of [
      await stage.owner.query<{ id: string }>(
        'SELECT id FROM forum.consultation UNION SELECT id FROM forum.answer',
      ),
      await stage.owner.query<{ id: string }>(
        'SELECT id FROM forum.alias UNION SELECT id FROM vault.pseudonym',
      ),
    ]) {
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.filter(({ id }) => bytes.includes(id))).toEqual([]);
    }
    const of = (name: string) => events.filter(({ event }) => event === name);
    expect(of('answer.posted').length).toBeGreaterThan(20);
    const { rows: named } = await stage.owner.query<{ event: string; posts: number }>(
      `SELECT 'consultation.posted' AS event, count(author_id)::int AS posts FROM forum.consultation
        UNION ALL SELECT 'answer.posted', count(author_id)::int FROM forum.answer`,
    );
    for (const { event, posts } of named) expect(of(event).length, event).toBeLessThanOrEqual(posts);
    const counted = events.filter(({ event }) => event in anonymousEvents);
    expect(counted.map(({ event }) => event)).toContain('anonymous.consultation.posted');
    const { rows } = await stage.owner.query('SELECT anonymous_id FROM telemetry.installation');
    for (const { properties } of counted) {
      expect(properties.distinct_id).toBe(`installation-${rows[0].anonymous_id}`);
      expect(Number(properties.count)).toBeGreaterThanOrEqual(10);
    }
    for (const { properties } of events) expect(Number(properties.time) % 3_600_000).toBe(0);
  }, 60_000);

  it('mails tell nothing of anybody: each names its own reader’s address and no more (#16 #18 #21)', async () => {
    const { services, dataFolder } = stage.server;
    for (const role of roles) {
      const { id } = stage.people[role] ?? {};
      for (const { template, values } of id ? exampleNotes : []) {
        if (id) await services.db.service.$transaction((tx) => queueMail(services, tx, id, template, values));
      }
    }
    await drainJobs(stage);
    const mails = await listKeptMail(path.join(dataFolder, 'mail'));
    expect(mails.length).toBeGreaterThanOrEqual((roles.length - 1) * exampleNotes.length);
    for (const { source } of mails) {
      expect(stage.texts.search(source)).toEqual([]);
      const songs = stage.aviary.search(source);
      const reader = roles.find((role) => new RegExp(`\\b${role}-`, 'i').test(recipientOf(source)));
      // Somebody in no role, who is being erased at an admin's request, is told of that.
      expect(songs.map(({ kind }) => kind)).toEqual(reader ? ['email'] : []);
      if (reader) expect(songs[0]?.person).toBe(stage.person(reader).called);
    }
  });

  it('no row holds what it should not (#40 #41 #43 #44)', async () => {
    const { faults, rows } = await searchTables(stage);
    expect(rows.get('forum.consultation')).toBeGreaterThan(50);
    expect(rows.get('vault.seal')).toBeGreaterThan(50);
    expect(faults).toEqual([]);
  });

  it('the archive of one member holds nobody else’s secrets and no word of theirs (#7 #40 #52)', async () => {
    const { server } = stage;
    // Where this test runs alone, something that others wrote all the same.
    await stage.sharedThread();
    for (const role of ['member', 'author', 'colleague', 'involvedModerator', 'admin'] as const) {
      const { id, name, client } = stage.person(role);
      await eraseExports(server.services, id);
      const password = passwordOfMark(name.replace('Kanarie ', ''));
      const archive = await exportOf(server, { id, name, email: '', password, client });
      expect(archive.text.includes(id)).toBe(true);
      expect(await judgeArchive(stage, role, archive), role).toEqual([]);
    }
  }, 60_000);

  it('an archive on the disk sings of nobody, by name or content (#36 #40)', async () => {
    const folder = path.join(stage.server.dataFolder, 'exports');
    const names = await readdir(folder);
    expect(names.length).toBeGreaterThan(3);
    expect(songsIn(names.join('\n'))).toEqual([]);
    const bytes = await readFile(path.join(folder, names[0] ?? ''));
    expect(songsIn(bytes.toString('latin1', 0, 150_000))).toEqual([]);
  });

  it('no stored image or form sings of anybody, by name, folder or content (#36 #38)', async () => {
    const folder = path.join(stage.server.dataFolder, 'storage');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(30);
    expect(songsIn(entries.map(({ name }) => name).join('\n'))).toEqual([]);
    for (const { name, parentPath } of files) {
      const bytes = await readFile(path.join(parentPath, name)).catch(() => Buffer.alloc(0));
      expect(songsIn(bytes.toString('latin1')), name).toEqual([]);
    }
  });

  it('the log was written, and names nobody and quotes nothing (#41 #52)', () => {
    expect(log.join('')).toContain('claims tended');
    expect(songsIn(log.join(''))).toEqual([]);
  });
});

describe('the other doors', () => {
  const paths = ['/healthz', '/readyz', '/auth/demo-accounts', '/graphql/none', '/konsultationer'];
  it.each(paths)('%s tells the same to everybody, and nothing of anybody (#3 #7 #57)', async (path) => {
    const bodies = new Set<string>();
    for (const role of roles) {
      const { text, headers } = await stage.clientOf(role).request(path);
      expect(songsIn(`${[...headers].join('\n')}\n${text}`)).toEqual([]);
      // A refusal carries the id of its request.
      bodies.add(text.replace(/"requestId":"[^"]+"/, ''));
    }
    expect(bodies.size).toBe(1);
  });

  it('sign-in does not tell whether an address has an account (#12)', async () => {
    const { email } = await stage.server.services.db.service.account.findUniqueOrThrow({
      where: { id: stage.person('author').id },
      select: { email: true },
    });
    const replies = [];
    for (const address of [email, 'nobody@canary.test']) {
      const { status, text } = await stage.clientOf('signedOut').signIn(address, 'fel lösenord');
      replies.push({ status, text });
    }
    expect(replies[0]).toEqual(replies[1]);
    expect(songsIn(JSON.stringify(replies))).toEqual([]);
  });
});

it('writing anonymously leaves account and sessions as they were (#10 #20 #22)', async () => {
  const look = async () => {
    const { rows } = await stage.owner.query(
      `SELECT to_jsonb(a) AS row FROM accounts.account a UNION ALL SELECT to_jsonb(s) FROM platform.session s`,
    );
    return rows.map(({ row }) => JSON.stringify(row)).sort();
  };
  const before = await look();
  expect(before.length).toBeGreaterThan(15);
  const { question, anonymous } = await stage.thread();
  const asAuthor = stage.clientOf('author');
  for (const [mutation, id] of [
    ['mutation ($id: ID!) { deleteConsultation(id: $id) { __typename } }', question],
    ['mutation ($id: ID!) { markHelpful(answerId: $id) { __typename } }', anonymous],
  ]) {
    await asAuthor.graphql('physician', mutation ?? '', { id });
  }
  expect(await look()).toEqual(before);
});

it('a failure of ours tells nothing, neither to the reader nor to the log (#51 #52)', async () => {
  const operation = listOperations(schemas.physician).find(({ name }) => name === 'postConsultation');
  const call = calls.physician.mutation.postConsultation;
  if (!operation || !call?.variables) throw new Error('there is no such operation');
  const thread = await stage.sharedThread();
  const from = log.length;
  await refuseAloud(stage.owner, 'forum.consultation');
  try {
    for (const variables of await call.variables({ stage, thread, role: 'author' })) {
      const document = maximalDocument(schemas.physician, operation);
      const reply = await stage.clientOf('author').graphql('physician', document, variables);
      expect(reply.errors[0]?.extensions).toEqual({
        code: 'INTERNAL_SERVER_ERROR',
        requestId: reply.headers.get('x-request-id'),
      });
      expect(songsIn(reply.text)).toEqual([]);
    }
  } finally {
    await acceptAgain(stage.owner, 'forum.consultation');
  }
  const written = log.slice(from).join('');
  expect(written).toContain('unexpected error');
  expect(songsIn(written)).toEqual([]);
});

it('what left for Honeycomb and Bugsnag in all this is shapes, classes and pseudonyms of theirs, and none for what can be anonymous (#51 #53 #54)', async () => {
  const { services, clock } = stage.server;
  const { honeycomb, bugsnag } = stage;
  await services.errors?.flush();
  // The hour and the day of all of it are over.
  clock.advance(26 * 3_600_000);
  await services.tracing?.release();
  await services.tracing?.release();
  clock.advance(24 * 3_600_000);
  await services.tracing?.release();
  await deliverTelemetry(services);
  const spans = honeycomb.spans();
  expect(spans.length).toBeGreaterThan(100);
  expect(bugsnag.events.length).toBeGreaterThan(0);
  const { rows: ids } = await stage.owner.query<{ id: string }>(
    `SELECT id FROM forum.consultation UNION SELECT id FROM forum.answer UNION SELECT id FROM forum.alias
     UNION SELECT id FROM vault.pseudonym`,
  );
  for (const [processor, bytes] of [
    ['HONEYCOMB', honeycomb.bytes],
    ['BUGSNAG', bugsnag.bytes],
  ] as const) {
    const kinds = new Set(stage.aviary.search(bytes).map(({ kind }) => kind));
    kinds.delete('pseudonym');
    expect([...kinds], processor).toEqual([]);
    expect(stage.texts.search(bytes)).toEqual([]);
    expect(ids.filter(({ id }) => bytes.includes(id))).toEqual([]);
    for (const { id } of Object.values(stage.people)) {
      const foreign = (await listPseudonyms(services, id)).filter((own) => own.processor !== processor);
      expect(foreign.filter(({ pseudonym }) => bytes.includes(pseudonym))).toEqual([]);
    }
  }
  const named = spans.filter(({ attributes }) => 'konsilium.pseudonym' in attributes);
  expect(named.length).toBeGreaterThan(10);
  for (const { attributes, start } of named) {
    expect(attributes['graphql.operation.type']).not.toBe('mutation');
    expect(attributes).not.toHaveProperty('db.query.text');
    expect(start % 86_400_000).toBe(0);
  }
  for (const { surplus, name } of spans) {
    expect(surplus).toEqual([]);
    expect(name).not.toMatch(/kanarie/i);
  }
  for (const { context, user } of bugsnag.events) {
    if (/post|mark|flag|publish|delete|edit/i.test(context)) expect(user).toBeUndefined();
  }
}, 60_000);

/** Whose secrets, or which texts, are in what nobody should find any in. */
function songsIn(text: string): string[] {
  return [...stage.aviary.search(text), ...stage.texts.search(text)].map(describeCanary);
}
