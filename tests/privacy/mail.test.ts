import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queueMail } from '../../api/mail/queue-mail.ts';
import { sendDueMail } from '../../api/mail/send-mail.ts';
import { mailTemplates, mailValues, parseMailNote } from '../../api/mail/templates.ts';
import { listKeptMail, recipientOf } from '../../api/mail/transport.ts';
import { newId } from '../../api/platform/ids.ts';
import { exampleNotes } from '../support/mail.ts';
import type { Member } from '../support/server.ts';
import { Town } from './town.ts';

/** What mail could tell: it is read on lock screens, kept by providers, and never called back. */

let town: Town;
let author: Member;
let colleague: Member;
let folder: string;
beforeAll(async () => {
  town = await Town.open({ env: { KONSILIUM_WORKER: 'off' } });
  folder = path.join(town.server.dataFolder, 'mail');
  author = await town.member('Astrid Avsändare');
  colleague = await town.member('Karin Kollega');
});
afterAll(() => town?.close());

const waiting = () => town.server.services.db.service.outgoingMail.count();

async function mailAll(to: Member): Promise<void> {
  const { services } = town.server;
  for (const { template, values } of exampleNotes) {
    await services.db.service.$transaction((tx) => queueMail(services, tx, to.id, template, values));
  }
}

it('#19 #20 nobody is told of an act in a thread by mail, so nobody is left out either', async () => {
  const question = await town.ask(author, true);
  const answer = await town.answer(colleague, question, true);
  await town.answer(author, question, true);
  await town.call(author, 'physician', 'markHelpful', { answerId: answer });
  await town.call(author, 'physician', 'solveConsultation', { id: question, answerId: answer });
  await town.call(colleague, 'physician', 'flagPost', {
    input: { consultationId: question, reason: 'OTHER', note: 'Känns igen.' },
  });
  // With names in the thread there are addresses to tell.
  const named = await town.ask(colleague, false);
  for (const who of [author, await town.member('Nils Namngiven')]) await town.answer(who, named, false);
  await town.answer(author, named, true);
  expect(await waiting()).toBe(0);
});

it('#16 #17 #18 #21 who wrote anonymously gets the same mails as who did not, header by header', async () => {
  await rm(folder, { recursive: true, force: true });
  await mailAll(author);
  await mailAll(colleague);
  expect(await sendDueMail(town.server.services)).toMatchObject({ sent: 2 * exampleNotes.length });
  const mails = await listKeptMail(folder);
  const plain = (to: Member) =>
    mails
      .filter(({ source }) => recipientOf(source) === to.email)
      .map(({ source }) => {
        const [boundary = ''] = /boundary="([^"]+)"/.exec(source)?.slice(1) ?? [];
        return source
          .replaceAll(boundary, 'BOUNDARY')
          .replace(/^Message-ID: <[0-9a-f-]{36}@localhost>/m, 'Message-ID: <id>')
          .replaceAll(to.email, 'address');
      })
      .sort();
  expect(plain(author)).toEqual(plain(colleague));
  expect(plain(author)).toHaveLength(exampleNotes.length);

  const headers = new Set(
    plain(author).map((source) => source.slice(0, source.indexOf('\r\n\r\n')).replace(/\r\n\s+/g, ' ')),
  );
  expect(headers.size).toBe(1);
  expect([...headers].join()).not.toMatch(/^(reply-to|list-|x-|sender|references|in-reply-to|received)/im);
  expect([...headers].join()).toMatch(/^Date: .* \d\d:00:00 \+0000\r?$/m);
  const all = mails.map(({ source }) => source).join();
  expect(all).not.toMatch(/Astrid|Karin|anemi/);
  for (const { id } of [author, colleague]) expect(all).not.toContain(id);
  expect(new Set(all.match(/^Message-ID: .*/gm)).size).toBe(mails.length);
});

it.each(mailTemplates)(
  '#17 #18 %s carries days alone: what has been sent cannot be called back',
  (template) => {
    const fields = Object.values(mailValues[template].shape);
    for (const field of fields) expect(field.safeParse('2026-12-24').success).toBe(true);
    for (const value of [
      'Oklar anemi',
      newId(),
      'https://example.test/',
      7,
      true,
      null,
      undefined,
      {},
      ['2026-12-24'],
    ]) {
      for (const field of fields) expect(field.safeParse(value).success).toBe(false);
      expect(() => parseMailNote({ template, values: { more: value } })).toThrow();
    }
  },
);

it('#40 a mail that waits says neither what it is about nor how long it is', async () => {
  await mailAll(author);
  const { rows } = await town.owner.query<{ row: string; length: number }>(
    'SELECT to_jsonb(o)::text AS row, octet_length(ciphertext) AS length FROM mail.outgoing o',
  );
  expect(rows).toHaveLength(exampleNotes.length);
  expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
  for (const { row } of rows) {
    const bytes = Buffer.from(/"ciphertext": "\\\\x([0-9a-f]+)"/.exec(row)?.[1] ?? '', 'hex').toString(
      'latin1',
    );
    expect(bytes).toHaveLength(528);
    for (const { template } of exampleNotes) expect(row + bytes).not.toContain(template);
  }
  await town.server.services.db.service.outgoingMail.deleteMany();
});
