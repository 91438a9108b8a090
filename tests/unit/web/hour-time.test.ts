import { describe, expect, it } from 'vitest';
import type { Translate } from '../../../web/locales/i18n.ts';
import { describeHour } from '../../../web/ui/hour-time.tsx';

const t: Translate = (key) => key;
const at = '2026-11-21T14:00:00Z';
const hour = 3_600_000;
const later = (hours: number, minutes = 0) => Date.parse(at) + hours * hour + minutes * 60_000;

describe('how long ago an hour was', () => {
  it('is never told finer than the hour (ANONYMITY 24)', () => {
    for (const minutes of [0, 1, 30, 59]) {
      expect(describeHour(at, later(0, minutes), 'sv', t)).toBe('common:time.thisHour');
      expect(describeHour(at, later(3, minutes), 'sv', t)).toBe('för 3 timmar sedan');
    }
  });

  it('goes from hours over days to a date, in both languages', () => {
    expect(describeHour(at, later(1), 'sv', t)).toBe('för 1 timme sedan');
    expect(describeHour(at, later(1), 'en', t)).toBe('1 hour ago');
    expect(describeHour(at, later(23), 'sv', t)).toBe('för 23 timmar sedan');
    expect(describeHour(at, later(24), 'sv', t)).toBe('för 1 dag sedan');
    expect(describeHour(at, later(6 * 24), 'en', t)).toBe('6 days ago');
    expect(describeHour(at, later(7 * 24), 'sv', t)).toBe('21 november');
    expect(describeHour(at, later(60 * 24), 'en', t)).toBe('21 November 2026');
  });

  it('does not speak of the future when clocks disagree', () => {
    expect(describeHour(at, later(-1), 'sv', t)).toBe('common:time.thisHour');
  });
});
