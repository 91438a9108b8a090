import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meterReadings } from '../../api/anonymity/read-meter.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import { ask, type Colleague, colleague, execute, readThread } from '../support/forum.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createAccount, createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let omar: Colleague;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  karin = await colleague(world, { specialtyCode: 'kardiologi' });
  omar = await colleague(world);
});
afterAll(() => world.close());

const document = '{ anonymityMeter { shows { code } colleagues threshold coarsened } }';
const meterOf = async ({ actor }: Colleague) => (await execute(world, actor, document)).data?.anonymityMeter;
const nextDay = () => world.clock.advance(24 * hourInMs);

async function verify(count: number, specialtyCode?: string): Promise<void> {
  for (let more = 0; more < count; more += 1)
    await createAccount(world, specialtyCode ? { specialtyCode } : {});
}

async function shownBy(asker: Colleague): Promise<string | null> {
  const thread = await readThread(world, omar, await ask(world, asker, true));
  return thread.byline.specialty?.code ?? null;
}

describe('the anonymity meter', () => {
  test('among too few it shows nothing and gives no number', async () => {
    expect(await meterOf(karin)).toEqual({
      shows: null,
      colleagues: null,
      threshold: 10,
      coarsened: ['SPECIALTY'],
    });
    expect((await meterOf(omar))?.coarsened).toEqual([]);
    expect(await shownBy(karin)).toBeNull();
  });

  test('says what will happen, step by step, and the alias does it', async () => {
    await verify(8);
    nextDay();
    // Two and eight: as many as it takes, of whom only the whole is large enough.
    expect(await meterOf(karin)).toMatchObject({ shows: null, colleagues: 10, coarsened: ['SPECIALTY'] });
    expect(await shownBy(karin)).toBeNull();
    await verify(9, 'kardiologi');
    nextDay();
    // Ten share it now, but the nine who show nothing would be too few without them (ANONYMITY 59).
    expect(await meterOf(karin)).toMatchObject({ shows: null, colleagues: 10, coarsened: ['SPECIALTY'] });
    await verify(1);
    nextDay();
    expect(await meterOf(karin)).toMatchObject({
      shows: { code: 'kardiologi' },
      colleagues: 10,
      coarsened: [],
    });
    expect(await shownBy(karin)).toBe('kardiologi');
  });

  test('changes once a day at most, and the alias with it', async () => {
    const rare = await colleague(world, { specialtyCode: 'ogonsjukdomar' });
    nextDay();
    const before = await meterOf(rare);
    await verify(30, 'ogonsjukdomar');
    expect(await meterOf(rare)).toEqual(before);
    expect(await shownBy(rare)).toBeNull();
    nextDay();
    expect(await meterOf(rare)).toMatchObject({ shows: { code: 'ogonsjukdomar' }, colleagues: 20 });
    expect(await shownBy(rare)).toBe('ogonsjukdomar');
    expect(await world.services.db.service.colleagueCensus.count()).toBe(1);
  });

  test('one count for the day, however many ask first at the same time', async () => {
    nextDay();
    const readings = await Promise.all(Array.from({ length: 8 }, () => meterOf(karin)));
    expect(new Set(readings.map((reading) => JSON.stringify(reading))).size).toBe(1);
  });

  test('is for verified physicians, and takes no argument', async () => {
    const waiting = await createAccount(world, { status: 'UNVERIFIED' });
    const { data, errors } = await execute(world, waiting, document);
    expect(data).toBeNull();
    expect(errors[0].message).toBe('ACCOUNT_NOT_VERIFIED');
    const asked = await execute(
      world,
      karin.actor,
      '{ anonymityMeter(specialty: "kirurgi") { colleagues } }',
    );
    expect(asked.errors).toHaveLength(1);
  });

  test('whoever asks too often is refused, and nobody else (ANONYMITY 55)', async () => {
    const curious = await colleague(world);
    const asked = Array.from({ length: meterReadings.points + 1 }, () =>
      execute(world, curious.actor, document),
    );
    const refused = (await Promise.all(asked)).filter(({ errors }) => errors.length > 0);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.errors[0].message).toBe('TOO_MANY_ATTEMPTS');
    expect(await meterOf(omar)).toBeTruthy();
    // Writing is not the less possible for it.
    expect(await ask(world, curious, true)).toBeTruthy();
  });
});
