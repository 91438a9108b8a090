import { expect, test } from 'vitest';
import { timeToAct } from '../../../moderation/measures.ts';

const opened = new Date('2026-11-21T12:00:00Z');
const after = (hours: number | null) => ({
  openedAt: opened,
  firstActAt: hours === null ? null : new Date(opened.getTime() + hours * 3_600_000),
});

test('the median and the ninth decile are hours that some case took', () => {
  const cases = [9, 1, 3, 30, 2, 5, 4, 8, 7, 6].map(after);
  expect(timeToAct(cases)).toEqual({ cases: 10, medianHours: 5, ninetiethHours: 9 });
  expect(timeToAct([after(4)])).toEqual({ cases: 1, medianHours: 4, ninetiethHours: 4 });
});

test('what waits is not counted, and nothing is said of no cases', () => {
  expect(timeToAct([after(null), after(2)])).toEqual({ cases: 1, medianHours: 2, ninetiethHours: 2 });
  expect(timeToAct([after(null)])).toEqual({ cases: 0, medianHours: null, ninetiethHours: null });
});
