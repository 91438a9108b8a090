import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../api/access/actor.ts';
import { eraseMail } from '../../api/mail/erase-mail.ts';
import { mostAttempts } from '../../api/mail/policy.ts';
import { queueMail } from '../../api/mail/queue-mail.ts';
import { sendDueMail, sendMailNow } from '../../api/mail/send-mail.ts';
import { listKeptMail, mailFolder } from '../../api/mail/transport.ts';
import { type SmtpStandIn, startSmtp } from '../support/smtp.ts';
import { createAccount, createWorld, type World } from '../support/world.ts';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await createWorld();
  folder = await mkdtemp(path.join(tmpdir(), 'konsilium-mail-'));
  world.services.config.dataFolder = folder;
});
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

const waiting = () =>
  world.services.db.service.outgoingMail.findMany({ select: { id: true, accountId: true, attempts: true } });
const remind = ({ id }: Actor) =>
  world.services.db.service.$transaction((tx) =>
    queueMail(world.services, tx, id, 'account_inactive', { erasedOn: '2026-12-24' }),
  );
const dayInMs = 24 * 3_600_000;

describe('by SMTP', () => {
  let smtp: SmtpStandIn;
  beforeEach(async () => {
    smtp = await startSmtp();
    world.services.config.mail = { smtpUrl: smtp.url, from: 'konsilium@forum.example.test', timeoutMs: 300 };
  });
  afterEach(async () => {
    await smtp.close();
    await world.services.db.service.outgoingMail.deleteMany();
  });

  it('a mail is sent in the language of the account, and leaves nothing behind', async () => {
    const her = await createAccount(world);
    await remind(her);
    expect(await sendDueMail(world.services)).toEqual({ sent: 1, postponed: 0, givenUp: 0 });
    expect(await waiting()).toEqual([]);
    const [mail] = smtp.accepted;
    expect(mail).toMatchObject({ from: 'konsilium@forum.example.test', to: her.email });
    expect(mail?.source).toContain('Subject: Meddelande om ditt konto');
    expect(smtp.greetedBy).toEqual(['forum.example.test']);
    expect(await sendDueMail(world.services)).toEqual({ sent: 0, postponed: 0, givenUp: 0 });
    expect(smtp.accepted).toHaveLength(1);
  });

  it('nothing is sent of a change that did not happen', async () => {
    const her = await createAccount(world);
    await expect(
      world.services.db.service.$transaction(async (tx) => {
        await queueMail(world.services, tx, her.id, 'erasure_cancelled', {});
        throw new Error('changed her mind');
      }),
    ).rejects.toThrow();
    expect(await sendDueMail(world.services)).toEqual({ sent: 0, postponed: 0, givenUp: 0 });
  });

  it.each([
    ['greylists', { RCPT: '450 4.7.1 come back later' }],
    ['refuses the text', { TEXT: '554 5.6.0 I do not like it' }],
    ['has no room', { MAIL: '452 4.3.1 disk full' }],
    ['is busy', { CONNECT: '421 4.3.2 too busy' }],
    ['hangs at the greeting', { CONNECT: 'hang' }],
    ['hangs in the middle', { RCPT: 'hang' }],
    ['hangs at the end', { TEXT: 'hang' }],
    ['talks nonsense', { EHLO: 'what?' }],
  ])('a server that %s delays a mail and does not lose it', async (_what, answers) => {
    const her = await createAccount(world);
    await remind(her);
    smtp.answers = answers;
    expect(await sendDueMail(world.services)).toEqual({ sent: 0, postponed: 1, givenUp: 0 });
    expect(await waiting()).toMatchObject([{ accountId: her.id, attempts: 1 }]);
    expect(await sendDueMail(world.services)).toMatchObject({ sent: 0, postponed: 0 });
    smtp.answers = {};
    world.clock.advance(dayInMs);
    expect(await sendDueMail(world.services)).toMatchObject({ sent: 1 });
    expect(await waiting()).toEqual([]);
  });

  it('an address that is refused for good is given up, and stops nobody else’s mail', async () => {
    const [gone, there] = [await createAccount(world), await createAccount(world)];
    smtp.refused.set(gone.email, '550 5.1.1 no such user');
    await remind(gone);
    await remind(there);
    expect(await sendDueMail(world.services)).toEqual({ sent: 1, postponed: 0, givenUp: 1 });
    expect(smtp.accepted.map(({ to }) => to)).toEqual([there.email]);
    expect(await waiting()).toEqual([]);
  });

  it('one that this version cannot read is given up, and stops nobody else’s mail', async () => {
    const [odd, there] = [await createAccount(world), await createAccount(world)];
    await remind(odd);
    const owner = new pg.Client(world.database.owner);
    await owner.connect();
    await owner.query(`UPDATE mail.outgoing SET nonce = decode(repeat('00', octet_length(nonce)), 'hex')`);
    await owner.end();
    await remind(there);
    expect(await sendDueMail(world.services)).toEqual({ sent: 1, postponed: 0, givenUp: 1 });
    expect(smtp.accepted.map(({ to }) => to)).toEqual([there.email]);
    expect(await waiting()).toEqual([]);
  });

  it('a server that is down is asked once a run, whatever waits', async () => {
    for (let count = 0; count < 5; count += 1) await remind(await createAccount(world));
    smtp.answers = { CONNECT: '554 5.3.2 no service' };
    expect(await sendDueMail(world.services)).toMatchObject({ sent: 0, postponed: 1 });
    expect(smtp.connections).toBe(1);
    expect((await waiting()).map(({ attempts }) => attempts).sort()).toEqual([0, 0, 0, 0, 1]);
  });

  it('after days without success a mail is given up', async () => {
    await remind(await createAccount(world));
    smtp.answers = { RCPT: '450 4.2.0 not now' };
    for (let attempt = 1; attempt < mostAttempts; attempt += 1) {
      expect(await sendDueMail(world.services)).toMatchObject({ postponed: 1 });
      world.clock.advance(dayInMs);
    }
    expect(await sendDueMail(world.services)).toEqual({ sent: 0, postponed: 0, givenUp: 1 });
    expect(await waiting()).toEqual([]);
  });

  it('two processes do not send the same mail', async () => {
    for (let count = 0; count < 6; count += 1) await remind(await createAccount(world));
    const runs = await Promise.all([sendDueMail(world.services), sendDueMail(world.services)]);
    expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(6);
    expect(new Set(smtp.accepted.map(({ to }) => to)).size).toBe(6);
    expect(smtp.accepted).toHaveLength(6);
  });

  it('a mail whose sender died is sent again, under the same Message-ID', async () => {
    await remind(await createAccount(world));
    const [row] = await waiting();
    await world.services.db.service.$executeRaw`
      UPDATE mail.outgoing SET attempts = 1, try_after = ${new Date(world.clock.now().getTime() + 600_000)}`;
    expect(await sendDueMail(world.services)).toMatchObject({ sent: 0 });
    world.clock.advance(11 * 60_000);
    expect(await sendDueMail(world.services)).toMatchObject({ sent: 1 });
    expect(smtp.accepted[0]?.source).toContain(`Message-ID: <${row?.id}@forum.example.test>`);
  });

  it('the last mail of an account can be sent at once', async () => {
    const her = await createAccount(world);
    expect(await sendMailNow(world.services, her.id, 'erasure_finished', {})).toBe(true);
    expect(smtp.accepted.map(({ to }) => to)).toEqual([her.email]);
    smtp.answers = { RCPT: '450 4.2.0 not now' };
    expect(await sendMailNow(world.services, her.id, 'erasure_finished', {})).toBe(false);
  });
});

describe('into the folder', () => {
  beforeAll(() => {
    world.services.config.mail = { smtpUrl: null, from: 'konsilium@localhost', timeoutMs: 300 };
  });

  it('each is a file that its owner alone reads and that bears the hour', async () => {
    const her = await createAccount(world);
    await remind(her);
    expect(await sendDueMail(world.services)).toMatchObject({ sent: 1 });
    const [mail] = await listKeptMail(mailFolder(world.services.config));
    expect(mail?.source).toContain(`To: ${her.email}\r\n`);
    const { mode, mtime } = await stat(mail?.file ?? '');
    expect(mode & 0o777).toBe(0o600);
    expect(mtime.toISOString()).toMatch(/:00:00\.000Z$/);
  });

  it('erasure takes away what waits and what lies there, and nobody else’s', async () => {
    const [gone, stays] = [await createAccount(world), await createAccount(world)];
    await remind(gone);
    await remind(stays);
    await sendDueMail(world.services);
    await remind(gone);
    await remind(stays);
    for (let times = 0; times < 2; times += 1) await eraseMail(world.services, gone.id);
    expect((await waiting()).map(({ accountId }) => accountId)).toEqual([stays.id]);
    const kept = (await listKeptMail(mailFolder(world.services.config))).map(({ source }) => source).join();
    expect(kept).toContain(stays.email);
    expect(kept).not.toContain(gone.email);
    expect((await readdir(mailFolder(world.services.config))).every((name) => name.endsWith('.eml'))).toBe(
      true,
    );
  });
});
