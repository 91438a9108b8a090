/**
 * The check takes time linear in the text, also of the worst texts known (tests/hostile/identifiers.ts). They took at most
 * 17 ms of processor time on the day this was written; the limit leaves room for a slower machine.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { findIdentifiers } from '../../../moderation/patient-identifiers/find-identifiers.ts';
import { hostileIdentifierTexts, hostileLength } from '../../hostile/identifiers.ts';

/** Milliseconds of processor time for 20,000 characters: a busy machine does not count, a pattern that explodes does. */
const limit = 50;

function processorTime(text: string): number {
  const begun = process.threadCpuUsage();
  findIdentifiers(text);
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1000;
}

describe('the check of 20,000 characters', () => {
  beforeAll(() => {
    // Compiled before it is measured.
    for (const { text } of hostileIdentifierTexts) findIdentifiers(text.slice(0, 2000));
  });

  it.each(hostileIdentifierTexts)(`of $name takes less than ${limit} ms`, ({ text }) => {
    expect(text.length).toBe(hostileLength);
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 5 && best >= limit; run += 1) best = Math.min(best, processorTime(text));
    expect(best).toBeLessThan(limit);
  });

  it('grows with the length of the text and not with its square', () => {
    const text = 'Patienten Anna Svensson, pnr 850709-9805, tel 070-174 06 05, bor på Storgatan 12. ';
    const time = (times: number) => {
      const long = text.repeat(times);
      return Math.min(...Array.from({ length: 5 }, () => processorTime(long)));
    };
    expect(time(1600) / time(100)).toBeLessThan(16 * 4);
  });
});
