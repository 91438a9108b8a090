import { expect, it } from 'vitest';
import { newId } from '../../api/platform/ids.ts';
import { Renewals } from '../../api/platform/storage/renewals.ts';
import type { StorageKey } from '../../api/platform/storage/storage.ts';

const hourInMs = 3_600_000;

it('#24 a process that starts renews what was written while none ran over a weekend, and no more', async () => {
  const now = Date.now();
  const written = [1, 20, 70, 80].map((hours) => ({
    key: newId<StorageKey>(),
    hours,
    modified: now - hours * hourInMs,
  }));
  const renewed: number[] = [];
  const round = {
    files: (async function* () {
      yield* written;
    })(),
    isKept: async () => true,
    renew: async ({ hours }: (typeof written)[number]) => {
      renewed.push(hours);
    },
    erase: async () => undefined,
  };
  await new Renewals<(typeof written)[number]>(now, 1000).round(round);
  expect(renewed.sort((one, other) => one - other)).toEqual([1, 20, 70]);
});
