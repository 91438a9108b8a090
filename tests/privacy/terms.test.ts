import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Member } from '../support/server.ts';
import { newestVersion } from '../support/terms.ts';
import { Town } from './town.ts';

let town: Town;
let author: Member;
beforeAll(async () => {
  town = await Town.open({ env: { KONSILIUM_WORKER: 'off' } });
  author = await town.member('Astrid Avtal', { acceptedTerms: false });
});
afterAll(() => town?.close());

it('#20 #24 #50 an acceptance given on the way to an anonymous post tells the day, and no more', async () => {
  await town.call(author, 'physician', 'acceptTerms', { version: newestVersion });
  await town.ask(author, true);
  const { rows: columns } = await town.owner.query<{ column_name: string; data_type: string }>(`
    SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'terms'
      AND (data_type LIKE 'time%' OR table_name = 'acceptance') ORDER BY column_name`);
  expect(columns).toEqual([
    { column_name: 'accepted_on', data_type: 'date' },
    { column_name: 'account_id', data_type: 'uuid' },
    { column_name: 'version', data_type: 'text' },
  ]);
  // Its transaction's id is taken away with those of what was written after it.
  const before = await town.rows('terms.acceptance');
  await town.owner.query('SELECT platform.settle_rows()');
  const after = await town.rows('terms.acceptance');
  expect(after.length).toBe(before.length);
  expect(after).not.toEqual(before);
  const { rows } = await town.owner.query<{ xmin: string }>(`
    SELECT xmin::text FROM terms.acceptance UNION SELECT xmin::text FROM forum.consultation
    UNION SELECT xmin::text FROM forum.alias UNION SELECT xmin::text FROM vault.seal`);
  expect(rows).toHaveLength(1);
});

it('#20 reading, and every act after it, leave it as it was', async () => {
  const before = await town.rows('terms.acceptance');
  const question = await town.ask(author, true);
  await town.answer(author, question, true);
  await town.list(author, 'MINE');
  expect(await town.rows('terms.acceptance')).toEqual(before);
});
