import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tendClaims } from '../../api/identity/tend-claims.ts';
import type { PhysicianId } from '../../api/platform/ids.ts';
import { holdTestCeremony, openOwner, writeAnonymously } from '../support/vault.ts';
import { asPhysician, createWorld, type World } from '../support/world.ts';
import { chanceBound } from './thief.ts';

/**
 * A thief who copies the database every hour, for 40 hours and 14 nights, and knows who was about in each hour: from
 * sessions, named posts, a proxy. One, two or three write anonymously in each. Which rows came in between two copies tells which claims and which aliases are new. Where
 * anything of a claim is the same in others, it tells of one person in many hours, and whoever was about in all of
 * them is that person (ANONYMITY 69).
 */

const members = 12;
const about = 6;
const hours = 40;
const nights = 14;

let world: World;
let owner: ReturnType<typeof openOwner>;

beforeAll(async () => {
  world = await createWorld();
  owner = openOwner(world);
  await holdTestCeremony(world);
});
afterAll(async () => {
  await owner?.$disconnect();
  await world?.close();
});

/** Every value of every claim that could be the same in another, and where it stands. */
async function copyClaims(): Promise<Map<string, string[]>> {
  const rows = await owner.$queryRaw<{ row: Record<string, unknown> }[]>`
    SELECT to_jsonb(c) AS row FROM vault.claim c`;
  return new Map(
    rows.map(({ row }) => [
      String(row.id),
      Object.entries(row).flatMap(([column, value]) =>
        typeof value === 'string' ? [`${column} ${value}`] : [],
      ),
    ]),
  );
}

const copyAliases = async () =>
  new Set((await owner.alias.findMany({ select: { id: true } })).map(({ id }) => id));

interface Hour {
  here: PhysicianId[];
  /** New ones, each with its values. */
  claims: string[][];
  aliases: string[];
}

function drawSome<Item>(from: readonly Item[], count: number): Item[] {
  const left = [...from];
  return Array.from({ length: count }, () => left.splice(randomInt(left.length), 1)[0] as Item);
}

/** Takes each new alias for the one of those about who was about in most hours of what its hour's claims share with others. */
function guess(seen: readonly Hour[]): Map<string, string> {
  const hoursOf = new Map<string, Hour[]>();
  for (const hour of seen) {
    for (const value of new Set(hour.claims.flat())) {
      hoursOf.set(value, [...(hoursOf.get(value) ?? []), hour]);
    }
  }
  const presence = (who: PhysicianId, value: string) => {
    const when = hoursOf.get(value) ?? [];
    return when.length < 2 ? 0 : when.filter(({ here }) => here.includes(who)).length / when.length;
  };
  const guesses = new Map<string, string>();
  for (const { here, claims, aliases } of seen) {
    const named = drawSome(claims, claims.length).map((values) => {
      const scored = drawSome(here, here.length).map((who) => ({
        who,
        score: Math.max(0, ...values.map((value) => presence(who, value))),
      }));
      return scored.sort((one, other) => other.score - one.score)[0]?.who ?? '';
    });
    // Which of the hour's claims is an alias's own is not to be seen: each is taken for one of them.
    for (const [at, alias] of aliases.entries())
      guesses.set(alias, named[at % Math.max(1, named.length)] ?? '');
  }
  return guesses;
}

it('#69 copies an hour and a night apart do not tell which anonymous posts are of one person, nor whose', async () => {
  const people = await Promise.all(
    Array.from({ length: members }, async () => (await asPhysician(world)).physicianId),
  );
  const truth = new Map<string, string>();
  const seen: Hour[] = [];
  const { db, keyring } = world.services;
  let claims = await copyClaims();
  let aliases = await copyAliases();
  for (let hour = 0; hour < hours; hour += 1) {
    const here = drawSome(people, about);
    for (const who of here.slice(0, 1 + (hour % 3)))
      truth.set((await writeAnonymously(world, who)).alias, who);
    const [claimsNow, aliasesNow] = [await copyClaims(), await copyAliases()];
    seen.push({
      here,
      claims: [...claimsNow].filter(([id]) => !claims.has(id)).map(([, values]) => values),
      aliases: [...aliasesNow].filter((id) => !aliases.has(id)),
    });
    [claims, aliases] = [claimsNow, aliasesNow];
    // Of 40 hours over 14 days, as many nights.
    if (Math.floor(((hour + 1) * nights) / hours) > Math.floor((hour * nights) / hours)) {
      await tendClaims(db.service, keyring);
      claims = await copyClaims();
    }
  }
  const guesses = guess(seen);
  const hits = [...guesses].filter(([alias, who]) => truth.get(alias) === who).length;
  const chance = 1 / about;
  const told = `claims over time: ${hits} of ${truth.size} aliases, chance ${Math.round(chance * truth.size)}`;
  process.stdout.write(`${told}\n`);
  expect(truth.size).toBe(79);
  expect(hits).toBeLessThanOrEqual(chanceBound(truth.size, chance, 1e-5));
}, 60_000);

it('#69 after the night nothing of a claim is as it was, and no two share anything', async () => {
  const before = await copyClaims();
  await tendClaims(world.services.db.service, world.services.keyring);
  const after = await copyClaims();
  expect(after.size).toBe(before.size);
  const values = [...after.values()].flat();
  expect(new Set(values).size).toBe(values.length);
  const known = new Set([...before.values()].flat());
  expect(values.filter((value) => known.has(value))).toEqual([]);
});
