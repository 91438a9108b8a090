import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type LookupFacts,
  refusalToApprove,
  refusalToOpen,
  refusalToRefuse,
  stateAfter,
  stateAt,
} from '../../../api/lookups/policy.ts';

const now = new Date('2026-11-21T12:00:00Z');
const admins = ['anna', 'bo', 'cia', 'dag', 'eva'];

/** Any lookup that the commands could have brought about, and some that they could not. */
const facts: fc.Arbitrary<LookupFacts> = fc.record({
  state: fc.constantFrom('REQUESTED', 'READY', 'OPENED', 'REFUSED', 'EXPIRED'),
  requestedBy: fc.constantFrom(...admins),
  expiresAt: fc.integer({ min: -2, max: 2 }).map((ms) => new Date(now.getTime() + ms)),
  threshold: fc.integer({ min: 1, max: 5 }),
  holders: fc.subarray(admins),
  approvals: fc.subarray(admins),
  refusals: fc.subarray(admins),
});
const admin = fc.constantFrom(...admins, 'stranger');

describe('who may do what with a lookup', () => {
  test('the requester never approves or refuses; nobody else ever opens', () => {
    fc.assert(
      fc.property(facts, admin, (lookup, who) => {
        if (who === lookup.requestedBy) {
          expect(refusalToApprove(lookup, who, now)).not.toBeNull();
          expect(refusalToRefuse(lookup, who, now)).not.toBeNull();
        } else {
          expect(refusalToOpen(lookup, who, now)).toBe('ONLY_REQUESTER_OPENS');
        }
      }),
    );
  });

  test('nobody does anything once it has ended or its day is over', () => {
    fc.assert(
      fc.property(facts, admin, (lookup, who) => {
        fc.pre(lookup.expiresAt <= now || ['OPENED', 'REFUSED', 'EXPIRED'].includes(lookup.state));
        expect(refusalToApprove(lookup, who, now)).not.toBeNull();
        expect(refusalToRefuse(lookup, who, now)).not.toBeNull();
        expect(refusalToOpen(lookup, who, now)).not.toBeNull();
      }),
    );
  });

  test('whoever approves or opens holds a share; whoever approves has not answered before', () => {
    fc.assert(
      fc.property(facts, admin, (lookup, who) => {
        if (refusalToApprove(lookup, who, now) === null) {
          expect(lookup.holders).toContain(who);
          expect([...lookup.approvals, ...lookup.refusals]).not.toContain(who);
          expect(lookup.state).toBe('REQUESTED');
        }
        if (refusalToOpen(lookup, who, now) === null) {
          expect(lookup.holders).toContain(who);
          expect(lookup.state).toBe('READY');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the requester’s own share counts towards the threshold, and only hers does by itself', () => {
    expect(stateAfter(0, 1)).toBe('READY');
    expect(stateAfter(0, 2)).toBe('REQUESTED');
    expect(stateAfter(1, 2)).toBe('READY');
    expect(stateAfter(1, 3)).toBe('REQUESTED');
    expect(stateAfter(2, 3)).toBe('READY');
  });

  test('the last moment of the day is still in time', () => {
    const lookup = { state: 'READY' as const, expiresAt: now };
    expect(stateAt(lookup, new Date(now.getTime() - 1))).toBe('READY');
    expect(stateAt(lookup, now)).toBe('EXPIRED');
    expect(stateAt({ state: 'OPENED', expiresAt: now }, now)).toBe('OPENED');
  });
});
