import { afterAll, beforeAll, expect, test } from 'vitest';
import { meterReadings } from '../../api/anonymity/read-meter.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import { ask, type Colleague, colleague, execute, readThread } from '../support/forum.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createAccount, createWorld, type World } from '../support/world.ts';

let world: World;
let reader: Colleague;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  reader = await colleague(world);
});
afterAll(() => world.close());

const document = '{ anonymityMeter { shows { code } colleagues coarsened } }';
const meterOf = ({ actor }: Colleague) => execute(world, actor, document);

test('#15 a specialty shows only when the threshold shares it, whenever that comes, and the meter said so', async () => {
  const specialtyCode = 'klinisk-genetik';
  // With the reader ten who state no specialty.
  for (let others = 0; others < 9; others += 1) await createAccount(world);
  const asker = await colleague(world, { specialtyCode });
  for (let verified = 1; verified <= 12; verified += 1) {
    if (verified > 1) await createAccount(world, { specialtyCode });
    world.clock.advance(24 * hourInMs);
    const { data } = await meterOf(asker);
    const { byline } = await readThread(world, reader, await ask(world, asker, true));
    const expected = verified < 10 ? null : { code: specialtyCode };
    expect([byline.specialty, data.anonymityMeter.shows]).toEqual([expected, expected]);
  }
});

test('#59 whoever shows nothing is one of at least ten who do, as the meter says, and never the lone specialist', async () => {
  const own = await createWorld();
  try {
    await holdTestCeremony(own);
    const lone = await colleague(own, { specialtyCode: 'rattspsykiatri' });
    const others = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        colleague(own, { specialtyCode: at < 10 ? 'internmedicin' : 'ortopedi' }),
      ),
    );
    const shownBy = async (asker: Colleague) => {
      const { byline } = await readThread(own, lone, await ask(own, asker, true));
      return byline.specialty?.code ?? null;
    };
    const alike = [];
    for (const other of others) if ((await shownBy(other)) === null) alike.push(other);
    expect(await shownBy(lone)).toBeNull();
    const { data } = await execute(own, lone.actor, document);
    expect(alike.length + 1).toBeGreaterThanOrEqual(10);
    expect(data.anonymityMeter.colleagues).toBeLessThanOrEqual(alike.length + 1);
  } finally {
    await own.close();
  }
});

test('#15 the count is no oracle: a verification between two readings of a day moves nothing', async () => {
  const asker = await colleague(world, { specialtyCode: 'ortopedi' });
  for (let verified = 1; verified < 19; verified += 1)
    await createAccount(world, { specialtyCode: 'ortopedi' });
  world.clock.advance(24 * hourInMs);
  const before = await meterOf(asker);
  expect(before.data.anonymityMeter.colleagues).toBe(10);
  await createAccount(world, { specialtyCode: 'ortopedi' });
  expect(await meterOf(asker)).toEqual(before);
  world.clock.advance(24 * hourInMs);
  expect((await meterOf(asker)).data.anonymityMeter.colleagues).toBe(20);
  // Nor from day to day, as long as no round number is passed.
  await createAccount(world, { specialtyCode: 'ortopedi' });
  world.clock.advance(24 * hourInMs);
  expect((await meterOf(asker)).data.anonymityMeter.colleagues).toBe(20);
});

test('#55 readings and anonymous posts draw on no common allowance', async () => {
  const writer = await colleague(world);
  for (let written = 0; written < 5; written += 1) await ask(world, writer, true);
  for (let read = 0; read < meterReadings.points; read += 1) {
    expect((await meterOf(writer)).errors).toEqual([]);
  }
  expect((await meterOf(writer)).errors[0].message).toBe('TOO_MANY_ATTEMPTS');
  expect((await meterOf(reader)).errors).toEqual([]);
});
