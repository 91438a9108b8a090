import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findReceipt } from '../../api/erasure/data.ts';
import { requestErasure } from '../../api/erasure/request-erasure.ts';
import { runErasures } from '../../api/erasure/run-erasures.ts';
import { erasureMoment } from '../../api/identity/erasure-moment.ts';
import { approveLookup } from '../../api/lookups/approve-lookup.ts';
import { openLookup } from '../../api/lookups/open-lookup.ts';
import { refuseLookup } from '../../api/lookups/refuse-lookup.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import { type AliasId, type LookupId, newId } from '../../api/platform/ids.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { ask, type Colleague, colleague, readThread } from '../support/forum.ts';
import { askForLookup, holdTestCeremony, openOwner, proveFor, type ShareHolder } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

describe('an erasure while somebody asks who wrote an anonymous post', () => {
  let world: World;
  let owner: PrismaClient;
  let anna: ShareHolder;
  let bo: ShareHolder;
  let reader: Colleague;

  beforeAll(async () => {
    world = await createWorld();
    owner = openOwner(world);
    const [first, second] = await holdTestCeremony(world);
    if (!first || !second) throw new Error('two admins expected');
    [anna, bo] = [first, second];
    reader = await colleague(world);
  });
  beforeEach(() => {
    world.services.config.erasureCoolingOffDays = 1;
    world.services.config.erasureWindowHours = 0;
  });
  afterAll(async () => {
    await owner.$disconnect();
    await world.close();
  });

  /** Her erasure has been asked for and begins when its cooling-off is over. */
  async function aboutToLeave() {
    const her = await colleague(world);
    const consultation = await ask(world, her, true, { title: 'Frågan som någon vill veta mer om' });
    const { aliasId } = await owner.consultation.findUniqueOrThrow({ where: { id: consultation } });
    const post = { alias: aliasId as AliasId, consultation, physician: her.actor.id };
    const { code } = await requestErasure(world.services, her.actor);
    return { her, post, code };
  }

  type Member = Awaited<ReturnType<typeof aboutToLeave>>;

  /** It begins with the next run. */
  async function leaving() {
    const member = await aboutToLeave();
    world.clock.advance(26 * hourInMs);
    return member;
  }

  /** What is left of one post: its text, the alias, the seal, the account. */
  async function left({ her, post }: Member) {
    const { alias, consultation } = post;
    const [row, aliases, seals, accounts] = await Promise.all([
      owner.consultation.findUniqueOrThrow({ where: { id: consultation } }),
      owner.alias.count({ where: { id: alias } }),
      owner.seal.count({ where: { aliasId: alias } }),
      owner.account.count({ where: { id: her.actor.id } }),
    ]);
    return { text: row.body !== '', alias: aliases === 1, seal: seals === 1, account: accounts === 1 };
  }

  /** What a receipt, or a technical admin's list, tells of an erasure and its steps. */
  async function told({ code }: Member) {
    const receipt = await findReceipt(world.services.db.service, code);
    return [
      receipt?.state,
      ...(receipt?.steps ?? []).map((step) => `${step.name} ${step.state} ${step.answer}`),
    ];
  }

  /** At which minute of a day's window her alias is due. */
  async function minuteOf({ her, post }: Member): Promise<number> {
    const { id } = await owner.erasure.findUniqueOrThrow({ where: { accountId: her.actor.id } });
    return Math.ceil(erasureMoment(world.services.keyring, id, post.alias) * 24 * 60);
  }

  const everything = { text: true, alias: true, seal: true, account: true };
  const held = { ...everything, text: false };
  const nothing = { text: false, alias: false, seal: false, account: false };

  async function carryOn(): Promise<void> {
    for (let times = 0; times < 3; times += 1) {
      await runErasures(world.services);
      world.clock.advance(60_000);
    }
  }

  test('takes the text at once, and alias and seal when the author has been named', async () => {
    const member = await leaving();
    const id = await askForLookup(world, anna, member.post);
    world.clock.advance(60_000);
    expect(await left(member)).toEqual(everything);
    await carryOn();
    expect(await left(member)).toEqual(held);
    expect(await readThread(world, reader, member.post.consultation), 'without an answer').toBeNull();

    await approveLookup(world.services, bo.grant, id, await proveFor(world, bo, id));
    await carryOn();
    expect(await left(member)).toEqual(held);
    const named = await openLookup(world.services, anna.grant, id, await proveFor(world, anna, id));
    expect(named).toBe(member.her.actor.id);
    await carryOn();
    expect(await left(member)).toEqual(nothing);
    expect(await owner.openingNotice.count({ where: { aliasId: member.post.alias } })).toBe(0);
  });

  test.each<[string, (id: LookupId) => Promise<unknown>]>([
    ['it is refused', (id) => refuseLookup(world.services, bo.grant, id, 'Fara föreligger inte längre.')],
    ['nobody has opened it within its day', async () => world.clock.advance(25 * hourInMs)],
  ])('goes on when %s', async (_how, end) => {
    const member = await leaving();
    const id = await askForLookup(world, anna, member.post);
    world.clock.advance(60_000);
    await carryOn();
    expect(await left(member)).toEqual(held);
    await end(id);
    await carryOn();
    expect(await left(member)).toEqual(nothing);
  });

  test('#34 of a window of a day no receipt tells, at any minute, whether there was a lookup', async () => {
    world.services.config.erasureWindowHours = 24;
    const other = await aboutToLeave();
    const member = await leaving();
    await askForLookup(world, anna, member.post);
    world.clock.advance(60_000);
    // Also when each alias is due: what is more than a quarter of an hour late counts as missed, and goes by chance.
    const due = await Promise.all([member, other].map(minuteOf));
    const hours = Array.from({ length: 24 }, (_, hour) => 60 * hour);
    const end = Array.from({ length: 63 }, (_, minute) => 23 * 60 + minute + 1);
    let passed = 0;
    for (const minute of [...hours, ...due, ...end].sort((one, another) => one - another)) {
      world.clock.advance((minute - passed) * 60_000);
      passed = minute;
      await runErasures(world.services);
      expect(await told(member)).toEqual(await told(other));
    }
    expect((await told(member))[0]).toBe('DONE');
  }, 60_000);

  test('does not wait for one that was asked for after it had begun', async () => {
    const member = await leaving();
    world.services.config.erasureWindowHours = 1;
    await runErasures(world.services);
    expect(await left(member)).toMatchObject({ alias: true, account: true });
    world.clock.advance(60_000);
    await askForLookup(world, anna, member.post);
    world.services.config.erasureWindowHours = 0;
    await carryOn();
    expect(await left(member)).toEqual(nothing);
  });

  test('the service’s own login cannot take the seal of an alias that stands', async () => {
    const her = await colleague(world);
    const id = await ask(world, her, true);
    const { aliasId } = await owner.consultation.findUniqueOrThrow({ where: { id } });
    const { service } = world.services.db;
    await expect(service.$executeRaw`SELECT vault.forget_alias(${aliasId}::uuid)`).rejects.toThrow(/in use/);
    await expect(service.$executeRaw`DELETE FROM vault.seal`).rejects.toThrow(/permission denied/);
    await expect(
      service.$executeRaw`SELECT vault.give_up_shares(${anna.grant.adminId}::uuid)`,
    ).rejects.toThrow(/not an account that is being erased/);
    await expect(service.$executeRaw`SELECT vault.forget_alias(${newId()}::uuid)`).resolves.toBeDefined();
    expect(await owner.seal.count({ where: { aliasId: aliasId ?? '' } })).toBe(1);
  });
});
