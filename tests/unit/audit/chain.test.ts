import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AuditJson, CanonicalError, canonicalJson } from '../../../api/audit/canonical.ts';
import {
  type AuditEntry,
  type Checkpoint,
  GENESIS,
  type HashedEntry,
  hashEntry,
  signCheckpoint,
  verifyChain,
} from '../../../api/audit/chain.ts';
import { generateKeyring, parseKeyring } from '../../../api/identity/crypto/keyring.ts';
import { newId } from '../../../api/platform/ids.ts';

const key = parseKeyring(generateKeyring()).auditSigningKey;
const at = '2026-11-21T14:03:07Z';

function chainOf(length: number): HashedEntry[] {
  return rehash(
    Array.from({ length }, (_, index) => ({
      seq: index + 1,
      at,
      kind: 'lookup.requested',
      actor: index % 3 === 0 ? null : newId(),
      details: canonicalJson({ lookup: newId(), number: index }),
    })),
  );
}

/** Hashes that fit the entries as they are: what a forger with the whole database would write. */
function rehash(entries: readonly AuditEntry[]): HashedEntry[] {
  let head = GENESIS;
  return entries.map((entry) => {
    const prevHash = head;
    head = hashEntry(head, entry);
    return { ...entry, prevHash, hash: head };
  });
}

function checkpointAt(entries: readonly HashedEntry[], seq: number): Checkpoint {
  const entry = entries[seq - 1];
  if (!entry) throw new Error(`no entry ${seq}`);
  return signCheckpoint(key, { seq, hash: entry.hash, at });
}

const verify = (entries: readonly HashedEntry[], checkpoints: readonly Checkpoint[] = []) =>
  verifyChain(entries, checkpoints, key.publicKeyPem);

const lengthAndPlace = fc
  .integer({ min: 2, max: 12 })
  .chain((length) => fc.record({ length: fc.constant(length), seq: fc.integer({ min: 1, max: length }) }));

describe('the chain', () => {
  test('holds as it was written, whatever the order in which the checkpoints come', async () => {
    const entries = chainOf(9);
    const checkpoints = [9, 3, 6].map((seq) => checkpointAt(entries, seq));
    expect(await verify(entries, checkpoints)).toMatchObject({ ok: true, entries: 9, checkpoints: 3 });
    expect(await verify([])).toMatchObject({ ok: true, entries: 0 });
  });

  test('breaks at the altered entry, whichever field', async () => {
    const alterations: ((entry: HashedEntry) => HashedEntry)[] = [
      (entry) => ({ ...entry, at: '2026-11-21T14:03:08Z' }),
      (entry) => ({ ...entry, kind: 'lookup.refused' }),
      (entry) => ({ ...entry, actor: newId() }),
      (entry) => ({ ...entry, details: entry.details.replace('{', '{ ') }),
      (entry) => ({ ...entry, details: '{}' }),
      (entry) => ({ ...entry, hash: new Uint8Array(32) }),
      (entry) => ({ ...entry, prevHash: new Uint8Array(32).fill(7) }),
    ];
    await fc.assert(
      fc.asyncProperty(lengthAndPlace, fc.constantFrom(...alterations), async ({ length, seq }, alter) => {
        const entries = chainOf(length).map((entry) => (entry.seq === seq ? alter(entry) : entry));
        expect(await verify(entries)).toMatchObject({ ok: false, firstBroken: seq, why: 'altered' });
      }),
      { numRuns: 40 },
    );
  });

  test('breaks where an entry was taken out, also the first', async () => {
    await fc.assert(
      fc.asyncProperty(lengthAndPlace, async ({ length, seq }) => {
        fc.pre(seq < length);
        const entries = chainOf(length).filter((entry) => entry.seq !== seq);
        expect(await verify(entries)).toMatchObject({ ok: false, firstBroken: seq, why: 'missing' });
      }),
      { numRuns: 20 },
    );
  });

  test('breaks where one was taken out and the rest renumbered', async () => {
    const entries = chainOf(6)
      .filter((entry) => entry.seq !== 3)
      .map((entry, index) => ({ ...entry, seq: index + 1 }));
    expect(await verify(entries)).toMatchObject({ ok: false, firstBroken: 3, why: 'altered' });
  });

  test('breaks where two changed places, in number or in order', async () => {
    const entries = chainOf(5);
    const [first, second, third, fourth, fifth] = entries;
    if (!first || !second || !third || !fourth || !fifth) throw new Error('five entries expected');
    expect(await verify([first, third, second, fourth, fifth])).toMatchObject({ ok: false, firstBroken: 2 });
    const renumbered = [first, { ...third, seq: 2 }, { ...second, seq: 3 }, fourth, fifth];
    expect(await verify(renumbered)).toMatchObject({ ok: false, firstBroken: 2, why: 'altered' });
    expect(await verify([first, second, second, third])).toMatchObject({ ok: false, why: 'out-of-order' });
  });

  test('shows entries cut off behind a checkpoint', async () => {
    const entries = chainOf(8);
    const checkpoints = [checkpointAt(entries, 4), checkpointAt(entries, 8)];
    expect(await verify(entries.slice(0, 6), checkpoints)).toEqual({
      ok: false,
      firstBroken: 7,
      why: 'truncated',
      provenThrough: 4,
      checkpoints: 2,
    });
    expect(await verify([], checkpoints)).toMatchObject({ ok: false, firstBroken: 1, why: 'truncated' });
  });

  test('shows a chain that was recomputed after an alteration', async () => {
    const entries = chainOf(8);
    const checkpoints = [checkpointAt(entries, 3), checkpointAt(entries, 7)];
    const forged = rehash(entries.map((entry) => (entry.seq === 5 ? { ...entry, details: '{}' } : entry)));
    expect(await verify(forged)).toMatchObject({ ok: true });
    expect(await verify(forged, checkpoints)).toEqual({
      ok: false,
      firstBroken: 4,
      why: 'rewritten',
      provenThrough: 3,
      checkpoints: 2,
    });
  });

  test('shows a checkpoint that another key signed or that was altered', async () => {
    const entries = chainOf(4);
    const stranger = parseKeyring(generateKeyring()).auditSigningKey;
    const genuine = checkpointAt(entries, 4);
    const forged = [
      signCheckpoint(stranger, genuine),
      { ...genuine, at: '2027-01-01T00:00:00Z' },
      { ...genuine, signature: new Uint8Array(64) },
    ];
    for (const checkpoint of forged) {
      expect(await verify(entries, [checkpoint])).toMatchObject({
        ok: false,
        firstBroken: 4,
        why: 'checkpoint-forged',
      });
    }
    expect(await verify(entries.slice(0, 2), [signCheckpoint(stranger, genuine)])).toMatchObject({
      ok: false,
      why: 'checkpoint-forged',
    });
  });
});

describe('canonical JSON', () => {
  const json = fc.letrec<{ value: AuditJson; text: string }>((tie) => ({
    text: fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000')),
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      tie('text'),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(tie('text'), tie('value'), { maxKeys: 4 }),
    ),
  }));

  test('is JSON of the same value, and has one spelling whatever the order of the keys', () => {
    fc.assert(
      fc.property(json.value, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test('orders keys by their UTF-16 code units (RFC 8785, 3.2.3)', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
  });

  test('refuses what has no single spelling', () => {
    for (const value of [0.5, Number.NaN, 2 ** 53, '\ud800', 'a\u0000b']) {
      expect(() => canonicalJson(value)).toThrow(CanonicalError);
      expect(() => canonicalJson({ inside: [value] })).toThrow(CanonicalError);
    }
  });

  function reversed(value: AuditJson): AuditJson {
    if (Array.isArray(value)) return value.map(reversed);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, member]) => [name, reversed(member)]),
    );
  }
});
