import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Custody, custodyInMs, holderOf, mayDecide, mayTake } from '../../../moderation/custody.ts';

const noon = new Date('2026-11-21T12:00:00Z');
const anyTime = fc.integer({ min: 0, max: 3 * custodyInMs }).map((ms) => new Date(noon.getTime() + ms));
const anyCustody: fc.Arbitrary<Custody> = fc
  .record({
    state: fc.constantFrom('OPEN' as const, 'DECIDED' as const),
    by: fc.option(fc.constantFrom('mia', 'nils')),
  })
  .map(({ state, by }) => ({ state, takenBy: by, takenAt: by === null ? null : noon }));

test('a case is in hand for a day, and then nobody’s', () => {
  const taken: Custody = { state: 'OPEN', takenBy: 'mia', takenAt: noon };
  expect(holderOf(taken, noon)).toBe('mia');
  expect(holderOf(taken, new Date(noon.getTime() + custodyInMs - 1))).toBe('mia');
  expect(holderOf(taken, new Date(noon.getTime() + custodyInMs))).toBeNull();
  expect(holderOf({ state: 'OPEN', takenBy: null, takenAt: null }, noon)).toBeNull();
});

test('who has it in hand may always decide and take it', () => {
  fc.assert(
    fc.property(anyCustody, anyTime, (custody, now) => {
      const holder = holderOf(custody, now);
      if (holder === null) return;
      expect(mayDecide(custody, holder, now)).toBe(true);
      expect(mayTake(custody, holder, now)).toBe(true);
    }),
  );
});

test('two may never decide the same case while one has it in hand', () => {
  fc.assert(
    fc.property(anyCustody, anyTime, (custody, now) => {
      const both = mayDecide(custody, 'mia', now) && mayDecide(custody, 'nils', now);
      expect(both).toBe(holderOf(custody, now) === null);
    }),
  );
});

test('an open case is not taken from anybody; a decided one can be', () => {
  fc.assert(
    fc.property(anyCustody, anyTime, fc.constantFrom('mia', 'nils'), (custody, now, who) => {
      expect(mayTake(custody, who, now)).toBe(custody.state === 'DECIDED' || mayDecide(custody, who, now));
    }),
  );
});
