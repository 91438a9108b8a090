import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidArray } from '../../api/platform/database/uuid-array.ts';
import { newId } from '../../api/platform/ids.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test.each([0, 1, 2000])('an array of %i ids arrives as it was sent, through Prisma too', async (count) => {
  const ids = Array.from({ length: count }, () => newId());
  const rows = await world.services.db.service.$queryRaw<{ ids: string[] }[]>`
    SELECT ${uuidArray(ids)}::uuid[] AS ids`;
  expect(rows[0]?.ids).toEqual(ids);
});
