import { describe, expect, it } from 'vitest';
import {
  faultOfDay,
  latestDay,
  parseDay,
  refusalToExtend,
  tellAfterOpening,
} from '../../../api/lookup-notices/policy.ts';

const now = new Date('2026-11-21T12:34:56Z');
const notice = { tellAfter: new Date('2026-12-21T12:34:56Z') };

describe('when an author is told of an opening', () => {
  it('after the delay, or at once without one', () => {
    expect(tellAfterOpening(now, 30)).toEqual(notice.tellAfter);
    expect(tellAfterOpening(now, 0)).toEqual(now);
  });

  it('days are read strictly', () => {
    expect(parseDay('2027-02-28')).toEqual(new Date('2027-02-28T00:00:00Z'));
    for (const text of [
      '2027-02-29',
      '2027-13-01',
      '27-01-01',
      '2027-1-1',
      'i morgon',
      '',
      '2027-01-01T00:00Z',
    ]) {
      expect(parseDay(text), text).toBeNull();
    }
  });

  it('is put off to a later day, at most a year from today', () => {
    const fault = (day: string) => faultOfDay(parseDay(day), notice.tellAfter, now);
    expect(fault('2026-12-21')).toBe('NOTICE_NOT_LATER');
    expect(fault('2026-12-22')).toBeNull();
    expect(fault('2027-11-21')).toBeNull();
    expect(fault('2027-11-22')).toBe('NOTICE_TOO_LATE');
    expect(fault('nyår')).toBe('DATE_INVALID');
    expect(latestDay(new Date('2028-02-29T08:00:00Z'))).toEqual(new Date('2029-03-01T00:00:00Z'));
  });

  it('by another admin than the one who asked, while she does not know yet', () => {
    const lookup = { requestedBy: 'anna', notice };
    expect(refusalToExtend(lookup, 'bo', now)).toBeNull();
    expect(refusalToExtend(lookup, 'anna', now)).toBe('OWN_NOTICE_NOT_EXTENDABLE');
    expect(refusalToExtend(lookup, 'bo', notice.tellAfter)).toBe('NOTICE_TOLD');
    expect(refusalToExtend({ ...lookup, notice: null }, 'bo', now)).toBe('LOOKUP_NOT_OPENED');
  });
});
