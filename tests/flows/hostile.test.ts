import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../api/platform/logger.ts';
import type { Value } from '../hostile/corpus.ts';
import type { Field } from '../hostile/fields.ts';
import { endpoints, someAddress, tryField } from '../hostile/operations.ts';
import { hostileRequests, jsonRequests, sendRaw } from '../hostile/requests.ts';
import { Sweep } from '../hostile/sweep.ts';
import { Stage } from '../privacy/stage.ts';

/**
 * The short form of `npm run test:hostile`, without a clock: a text of everything that is hard, once in every field of
 * every operation, and requests that no client of ours sends. All are answered, none with an error of ours, none at length.
 */

/** Everything of a page of consultations with all of their answers, at their longest, is below it. */
const largestAnswer = 5_000_000;

let stage: Stage;
let sweep: Sweep;

beforeAll(async () => {
  stage = await Stage.open(createLogger('silent'));
  sweep = new Sweep({ sample: async () => ({ cpu: 0, longestDelay: 0 }) });
});
afterAll(() => stage?.close());

const hard = `\u0000\u202e\ud800${'-'.repeat(1500)}x\u0301\u0323${'>'.repeat(2000)}${'\u0301\u0323'.repeat(4000)}`;

function valuesOf({ scalar }: Field): Value[] {
  const value =
    { Int: 2 ** 31 - 1, Float: 1e308, Boolean: true, ID: `\u0000${hard.slice(0, 100)}` }[scalar] ?? hard;
  return [{ name: 'everything that is hard', value }];
}

describe.each(endpoints)('every field of the $endpoint endpoint', ({ endpoint, fields }) => {
  it.each([...new Set(fields.map(({ operation }) => operation.name))])(
    '%s',
    async (name) => {
      const from = sweep.faults.length;
      for (const field of fields.filter(({ operation }) => operation.name === name)) {
        await tryField({
          stage,
          url: stage.server.url,
          sweep,
          endpoint,
          field,
          values: valuesOf(field),
        });
      }
      expect(sweep.faults.slice(from)).toEqual([]);
    },
    60_000,
  );
});

it('what no client of ours would send is refused, and the service goes on', async () => {
  const from = sweep.faults.length;
  const { cookie } = stage.clientOf('colleague');
  for (const hostile of [
    ...hostileRequests,
    ...jsonRequests([{ name: 'everything that is hard', text: hard }]),
  ]) {
    for (const more of [{}, { cookie }] as Record<string, string>[]) {
      await sweep.send(`${hostile.path.slice(0, 60)}: ${hostile.name}`, () =>
        sendRaw(stage.server.url, hostile, { 'x-forwarded-for': someAddress(), ...more }),
      );
    }
  }
  expect(sweep.faults.slice(from)).toEqual([]);
  const { status } = await sendRaw(stage.server.url, { name: '', path: '/healthz' });
  expect(status).toBe(200);
}, 120_000);

it('none of the answers is longer than a page', () => {
  expect(sweep.measured.length).toBeGreaterThan(250);
  expect(sweep.largest(1)[0]?.bytes).toBeLessThan(largestAnswer);
});
