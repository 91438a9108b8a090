import { describe, expect, it } from 'vitest';
import { HeldTraces, holdLimits } from '../../../analytics/honeycomb/hold-traces.ts';
import {
  dayMs,
  type FinishedTrace,
  hourMs,
  roundToFelt,
  roundUp,
} from '../../../analytics/honeycomb/trace.ts';

const noon = new Date('2026-11-21T12:34:56.789Z');
const later = (ms: number) => new Date(noon.getTime() + ms);
const surely = holdLimits.lateByMs;
const pseudonym = '6f0a9c52-5a57-4e0b-9f43-0d6a8a3b4c11';

function trace(change: Partial<FinishedTrace> = {}): FinishedTrace {
  return {
    attributes: { 'http.route': '/graphql' },
    cover: { kind: 'hour', pseudonym: null },
    took: 41.283,
    failed: false,
    spans: [{ attributes: { 'db.query.text': 'SELECT ?' }, from: 1.23, took: 4.56, failed: false }],
    ...change,
  };
}

describe('#24 #53 a trace that is held', () => {
  it('leaves after its hour, with the hour for its time and its durations as they were', async () => {
    const held = new HeldTraces();
    held.add(trace(), noon);
    expect(await held.release(later(25 * 60_000))).toEqual([]);
    const [left, ...more] = await held.release(later(hourMs + surely));
    expect(more).toEqual([]);
    expect(left?.at.toISOString()).toBe('2026-11-21T12:00:00.000Z');
    expect(left?.took).toBe(41.283);
    expect(left?.spans[0]?.took).toBe(4.56);
    expect(await held.release(later(dayMs))).toEqual([]);
  });

  it('of what can be anonymous leaves after its day, among ten of its kind or not at all, in steps', async () => {
    const held = new HeldTraces();
    const crowd = { cover: { kind: 'crowd' } } as const;
    for (let count = 0; count < 10; count += 1) held.add(trace(crowd), later(count * 60_000));
    const anonymous = {
      attributes: { 'db.query.text': 'INSERT INTO vault' },
      from: 0,
      took: 2,
      failed: false,
    };
    // Nine took the anonymous path of the same operation: theirs is a kind of its own.
    for (let count = 0; count < 9; count += 1) held.add(trace({ ...crowd, spans: [anonymous] }), noon);
    expect(await held.release(later(10 * hourMs))).toEqual([]);
    const left = await held.release(later(dayMs));
    expect(left).toHaveLength(10);
    for (const { at, took, spans } of left) {
      expect(at.toISOString()).toBe('2026-11-21T00:00:00.000Z');
      expect(took).toBe(47);
      expect(spans[0]).toMatchObject({ from: 1.5, took: 4.7 });
      expect(JSON.stringify(spans)).not.toContain('vault');
    }
    expect(await held.release(later(3 * dayMs))).toEqual([]);
  });

  it('of one who agreed goes under her pseudonym, after the day, without statements and with durations as felt', async () => {
    const held = new HeldTraces();
    const operation = {
      attributes: { 'graphql.operation.name': 'Feed' },
      from: 3.3,
      took: 120,
      failed: false,
    };
    const hers = { kind: 'hour', pseudonym: async () => pseudonym } as const;
    held.add(trace({ cover: hers, spans: [...trace().spans, operation] }), noon);
    expect(await held.release(later(hourMs + surely))).toEqual([]);
    const [left] = await held.release(later(dayMs));
    expect(left).toMatchObject({ took: 100, at: new Date('2026-11-21T00:00:00Z') });
    expect(left?.attributes['konsilium.pseudonym']).toBe(pseudonym);
    expect(left?.spans).toEqual([
      {
        attributes: {
          'graphql.operation.name': 'Feed',
          'konsilium.time': 'day',
          'konsilium.pseudonym': pseudonym,
        },
        from: 0,
        took: 300,
        failed: false,
      },
    ]);
  });

  it('does not leave at all where she has withdrawn before its day was over', async () => {
    const held = new HeldTraces();
    let agrees = true;
    const hers = { kind: 'hour', pseudonym: async () => (agrees ? pseudonym : null) } as const;
    held.add(trace({ cover: hers }), noon);
    expect(await held.release(later(hourMs + surely))).toEqual([]);
    agrees = false;
    expect(await held.release(later(2 * dayMs))).toEqual([]);
  });

  it('goes without a pseudonym where the vault does not answer', async () => {
    const held = new HeldTraces();
    const ask = () => Promise.reject(new Error('away'));
    held.add(trace({ cover: { kind: 'hour', pseudonym: ask } }), noon);
    const [left] = await held.release(later(hourMs + surely));
    expect(left?.attributes).not.toHaveProperty('konsilium.pseudonym');
  });

  it('is one of a bounded sample that says for how many each stands', async () => {
    const held = new HeldTraces();
    for (let count = 0; count < holdLimits.perKind * 7; count += 1) held.add(trace({ took: count }), noon);
    const left = await held.release(later(hourMs + surely));
    expect(left).toHaveLength(holdLimits.perKind);
    expect(new Set(left.map(({ attributes }) => attributes.SampleRate))).toEqual(new Set([7]));
    // Not the first ones only.
    expect(left.some(({ took }) => took >= holdLimits.perKind)).toBe(true);
    for (let count = 0; count < holdLimits.kinds + 5; count += 1) {
      held.add(trace({ attributes: { 'http.response.status_code': count } }), later(2 * hourMs));
    }
    expect(held.takeDropped()).toBe(5);
  });

  it('at the end of the process leaves early without a pseudonym, or not at all', async () => {
    const held = new HeldTraces();
    const hers = { kind: 'hour', pseudonym: async () => pseudonym } as const;
    held.add(trace({ cover: hers }), later(-2 * hourMs));
    await held.release(later(0));
    held.add(trace({ cover: hers }), noon);
    for (let count = 0; count < 9; count += 1) held.add(trace({ cover: { kind: 'crowd' } }), noon);
    const left = held.releaseEarly();
    expect(left).toHaveLength(1);
    expect(JSON.stringify(left)).not.toContain(pseudonym);
    expect(held.takeDropped()).toBe(1);
  });
});

describe('durations in steps', () => {
  it('never come out shorter, and are few', () => {
    const seen = new Set<number>();
    for (let ms = 0.01; ms < 100_000; ms *= 1.01) {
      expect(roundUp(ms)).toBeGreaterThanOrEqual(ms * 0.999);
      seen.add(roundUp(ms));
    }
    expect(seen.size).toBeLessThan(40);
    expect([1, 99, 101, 29_000].map(roundToFelt)).toEqual([100, 100, 300, 30_000]);
  });
});
