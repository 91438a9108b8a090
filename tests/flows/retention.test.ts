import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendDueMail } from '../../api/mail/send-mail.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import type { PhysicianId } from '../../api/platform/ids.ts';
import { applyRetention, countDue } from '../../api/retention/apply-retention.ts';
import { noteSignIn } from '../../api/retention/note-sign-in.ts';
import { remindUnused } from '../../api/retention/retire-accounts.ts';
import { editConsultation } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague } from '../support/forum.ts';
import { untilHeldUp } from '../support/held-up.ts';
import { flag, moderator } from '../support/moderation.ts';
import { readReceipt } from '../support/retention.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

const dayInMs = 86_400_000;
const yearInMs = 366 * dayInMs;

async function openWorld(): Promise<World> {
  const world = await createWorld();
  await holdTestCeremony(world);
  return world;
}

async function ownerOf({ database }: World): Promise<pg.Client> {
  const owner = new pg.Client(database.owner);
  await owner.connect();
  return owner;
}

const dueOf = async (world: World, row: string) =>
  (await countDue(world.services)).find(({ id }) => id === row)?.count;
const appliedTo = async (world: World, row: string) =>
  (await applyRetention(world.services)).find(({ id }) => id === row)?.count;

describe('an account that nobody uses', () => {
  let world: World;
  let idle: Colleague;
  let user: Colleague;
  beforeAll(async () => {
    world = await openWorld();
    idle = await colleague(world, { name: 'Ida Inaktiv' });
    user = await colleague(world, { name: 'Ulla Uthållig' });
    await colleague(world, { name: 'Moa Moderator', moderator: true });
  });
  afterAll(() => world?.close());

  const exists = async (id: PhysicianId) =>
    (await world.services.db.service.account.count({ where: { id } })) === 1;
  const waitingFor = (accountId: PhysicianId) =>
    world.services.db.service.outgoingMail.count({ where: { accountId } });

  it('signing in notes the month, and nothing finer, once', async () => {
    await noteSignIn(world.services, user.actor.id);
    const look = () =>
      world.services.db.service
        .$queryRaw`SELECT xmin::text, last_active_month::text FROM accounts.account WHERE id = ${user.actor.id}::uuid`;
    const noted = await look();
    expect(noted).toMatchObject([{ last_active_month: '2026-11-01' }]);
    world.clock.advance(3 * dayInMs);
    await noteSignIn(world.services, user.actor.id);
    expect(await look()).toEqual(noted);
  });

  it('is left alone for years', async () => {
    world.clock.advance(4.7 * 365 * dayInMs);
    expect(await remindUnused(world.services)).toBe(0);
    expect(await dueOf(world, 'accounts')).toBe(0);
  });

  it('is reminded twice, a month apart, and each time once', async () => {
    world.clock.advance(60 * dayInMs);
    // Two of them: those with duties are the operator's to close (the share holders and the moderator).
    expect(await remindUnused(world.services)).toBe(2);
    expect(await remindUnused(world.services)).toBe(0);
    expect(await waitingFor(idle.actor.id)).toBe(1);
    await sendDueMail(world.services);
    world.clock.advance(29 * dayInMs);
    expect(await remindUnused(world.services)).toBe(0);
    world.clock.advance(2 * dayInMs);
    expect(await remindUnused(world.services)).toBe(2);
    expect(await remindUnused(world.services)).toBe(0);
  });

  it('signing in saves it, and the reminders begin anew some day', async () => {
    await noteSignIn(world.services, user.actor.id);
    expect(
      await world.services.db.service.inactivityReminder.findMany({ select: { accountId: true } }),
    ).toEqual([{ accountId: idle.actor.id }]);
  });

  it('is not erased while its last reminder could not be sent', async () => {
    world.clock.advance(31 * dayInMs);
    expect(await waitingFor(idle.actor.id)).toBe(1);
    expect(await appliedTo(world, 'accounts')).toBe(0);
    expect(await exists(idle.actor.id)).toBe(true);
    await sendDueMail(world.services);
    expect(await dueOf(world, 'accounts')).toBe(1);
    // A look changes nothing.
    expect(await dueOf(world, 'accounts')).toBe(1);
  });

  it('is kept where its holder signs in while the job is at work', async () => {
    const owner = await ownerOf(world);
    await owner.query('BEGIN');
    await owner.query('UPDATE accounts.account SET last_active_month = $2 WHERE id = $1', [
      idle.actor.id,
      world.clock.now().toISOString().slice(0, 8).concat('01'),
    ]);
    const applied = appliedTo(world, 'accounts');
    await untilHeldUp(owner, applied);
    await owner.query('COMMIT');
    expect(await applied).toBe(0);
    expect(await readReceipt(world, idle.actor.id)).toEqual({ erasing: false, erasures: [] });
    await owner.query('UPDATE accounts.account SET last_active_month = NULL WHERE id = $1', [idle.actor.id]);
    await owner.end();
  });

  it('is not kept because another one cannot be erased', async () => {
    const stuck = await colleague(world, { name: 'Stina Stopp' });
    const owner = await ownerOf(world);
    await owner.query('UPDATE accounts.account SET registered_on = $2 WHERE id = $1', [
      stuck.actor.id,
      '2015-01-01',
    ]);
    await owner.query(
      `INSERT INTO accounts.inactivity_reminder (account_id, first_on, last_on) VALUES ($1, '2020-01-01', '2020-02-01')`,
      [stuck.actor.id],
    );
    await owner.query(`
      CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.account_id = '${stuck.actor.id}' THEN RAISE 'stuck'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON erasure.erasure FOR EACH ROW EXECUTE FUNCTION public.refuse()`);
    expect(await dueOf(world, 'accounts')).toBe(2);
    expect(await appliedTo(world, 'accounts')).toBe(1);
    expect((await readReceipt(world, idle.actor.id)).erasing).toBe(true);
    await owner.query('DROP TRIGGER refuse ON erasure.erasure; DELETE FROM accounts.inactivity_reminder');
    await owner.end();
  });

  it('is handed over to the erasure, and no other', async () => {
    const { erasing, erasures } = await readReceipt(world, idle.actor.id);
    expect(erasing).toBe(true);
    expect(erasures).toEqual([{ cause: 'INACTIVITY' }]);
    expect(await exists(user.actor.id)).toBe(true);
    expect(await appliedTo(world, 'accounts')).toBe(0);
  });
});

describe('a consultation that rests', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world?.close());

  it('takes neither answers nor changes after two years, and can be read', async () => {
    const [asker, other] = [await colleague(world), await colleague(world)];
    const id = await ask(world, asker, true);
    world.clock.advance(729 * dayInMs);
    await answer(world, other, id, false);
    world.clock.advance(2 * yearInMs);
    await expect(answer(world, other, id, false)).rejects.toMatchObject({ code: 'CONSULTATION_RESTING' });
    await expect(answer(world, other, id, true)).rejects.toMatchObject({ code: 'CONSULTATION_RESTING' });
    const edit = { id, title: 'En annan rubrik', body: 'En annan fråga som är lång nog.', tags: [] };
    await expect(editConsultation(world.services, asker.grant, edit)).rejects.toMatchObject({
      code: 'CONSULTATION_RESTING',
    });
    expect(await world.services.db.service.claim.count()).toBe(1);
  });

  it('goes after five more, with everything that hangs on it, in several batches; others stay', async () => {
    const [asker, other, reader] = [await colleague(world), await colleague(world), await colleague(world)];
    const hat = await moderator(world);
    const db = world.services.db.service;
    await db.consultation.deleteMany();
    const countSeals = () => world.services.db.lookupTransaction((tx) => tx.seal.count());
    const sealsBefore = await countSeals();
    const old = await ask(world, asker, true);
    await answer(world, other, old, true);
    await flag(world, reader, { consultationId: old }, { note: 'Se här.' });
    const opened = await openCase(world.services, hat.hat, { consultationId: old });
    await suspendAuthor(world.services, hat.hat, {
      caseId: opened.id,
      rule: 'RESPECT',
      statement: 'Osaklig ton mot en kollega.',
      days: 7,
    });
    for (let count = 0; count < 60; count += 1)
      await ask(world, reader, false, { title: `Fråga nummer ${count}` });
    world.clock.advance(6 * yearInMs);
    const young = await ask(world, await colleague(world), true);
    expect(await dueOf(world, 'consultations')).toBe(0);
    world.clock.advance(1.5 * yearInMs);
    expect(await dueOf(world, 'consultations')).toBe(61);
    expect(await appliedTo(world, 'consultations')).toBe(61);
    expect(await appliedTo(world, 'consultations')).toBe(0);

    expect(await db.consultation.findMany({ select: { id: true } })).toEqual([{ id: young }]);
    expect(await db.alias.count()).toBe(1);
    const { rows } = await world.services.db.servicePool.query<{ table: string; count: string }>(`
      SELECT 'case' AS table, count(*) FROM moderation.moderation_case UNION ALL
      SELECT 'flag', count(*) FROM moderation.flag UNION ALL
      SELECT 'decision', count(*) FROM moderation.decision UNION ALL
      SELECT 'sanction', count(*) FROM moderation.sanction UNION ALL
      SELECT 'answer', count(*) FROM forum.answer`);
    expect(rows.filter(({ count }) => count !== '0')).toEqual([]);
    expect(await countSeals()).toBe(sealsBefore + 1);
  });

  it('the function that takes it leaves alone what has been active since', async () => {
    const id = await ask(world, await colleague(world), false);
    await world.services.db.service.$queryRaw`
      SELECT forum.erase_idle_consultation(${id}::uuid, ${new Date(world.clock.now().getTime() - dayInMs)}::timestamptz)`;
    expect(await world.services.db.service.consultation.count({ where: { id } })).toBe(1);
  });
});

describe('what goes earlier', () => {
  it('earlier texts and the words of a report, a year after', async () => {
    const world = await openWorld();
    try {
      const [asker, reader] = [await colleague(world), await colleague(world)];
      const id = await ask(world, asker, false);
      await editConsultation(world.services, asker.grant, {
        id,
        title: 'En tydligare rubrik',
        body: 'En tydligare fråga som är lång nog.',
        tags: [],
      });
      await flag(world, reader, { consultationId: id }, { note: 'Se här.' });
      await world.services.db.servicePool.query(
        `UPDATE moderation.moderation_case SET state = 'DECIDED', decided_at = date_trunc('hour', $1::timestamptz)`,
        [world.clock.now()],
      );
      world.clock.advance(360 * dayInMs);
      expect(await dueOf(world, 'earlier-texts')).toBe(0);
      expect(await dueOf(world, 'reports')).toBe(0);
      world.clock.advance(10 * dayInMs);
      expect(await dueOf(world, 'earlier-texts')).toBe(1);
      expect(await dueOf(world, 'reports')).toBe(1);
      await applyRetention(world.services);
      expect(await world.services.db.service.revision.count()).toBe(0);
      expect(await world.services.db.service.flag.findMany({ select: { note: true } })).toEqual([
        { note: '' },
      ]);
      expect(await dueOf(world, 'reports')).toBe(0);
    } finally {
      await world.close();
    }
  });
});
