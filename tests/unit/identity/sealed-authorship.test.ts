import { ristretto255 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemRandom, toText } from '../../../api/identity/crypto/bytes.ts';
import {
  type Ceremony,
  holdCeremony,
  type Share,
  verifyShare,
} from '../../../api/identity/crypto/ceremony.ts';
import { EpochError, type PreparedEpoch, prepareEpoch } from '../../../api/identity/crypto/epoch.ts';
import {
  decodeElement,
  decodeScalar,
  encodeScalar,
  evaluateInExponent,
} from '../../../api/identity/crypto/group.ts';
import {
  combinePartials,
  openWithPartials,
  type Partial,
  verifyPartial,
} from '../../../api/identity/crypto/partial.ts';
import {
  drawEphemeral,
  makeSeal,
  openSeal,
  type Seal,
  SealError,
  verifyEphemeral,
} from '../../../api/identity/crypto/seal.ts';
import {
  type AliasId,
  type ConsultationId,
  type LookupId,
  newId,
  type PhysicianId,
} from '../../../api/platform/ids.ts';
import { ProofError, provePartial } from '../../../web/features/lookups/protocol/prove-partial.ts';
import { readShare, ShareFileError } from '../../../web/features/lookups/protocol/share-file.ts';

const order = ristretto255.Point.Fn.ORDER;

type Scene = {
  ceremony: Ceremony;
  epoch: PreparedEpoch;
  lookup: { id: LookupId; alias: AliasId; consultation: ConsultationId };
  physician: PhysicianId;
  seal: Seal;
};

function scene(threshold = 2, shares = 3): Scene {
  const ceremony = holdCeremony({ epoch: 1, threshold, shares });
  const epoch = prepareEpoch(ceremony.epoch);
  const lookup = { id: newId<LookupId>(), alias: newId<AliasId>(), consultation: newId<ConsultationId>() };
  const physician = newId<PhysicianId>();
  return { ceremony, epoch, lookup, physician, seal: makeSeal(epoch, lookup, physician) };
}

/** What the browser of the admin with this share would send. */
function prove(share: Share, at: Scene, lookup: { id: LookupId; alias: AliasId } = at.lookup): Partial {
  const { commitments, threshold, epoch } = at.ceremony.epoch;
  return provePartial(readShare(JSON.stringify(share)), {
    id: lookup.id,
    aliasId: lookup.alias,
    ephemeral: toText(at.seal.ephemeral),
    epoch: { number: epoch, threshold, commitments },
  });
}

function share(ceremony: Ceremony, index: number): Share {
  const found = ceremony.shares[index - 1];
  if (!found) throw new Error(`no share ${index}`);
  return found;
}

/** A sharing and a way to choose admins from it. */
const sharing = fc.integer({ min: 1, max: 6 }).chain((shares) =>
  fc.record({
    shares: fc.constant(shares),
    threshold: fc.integer({ min: 1, max: shares }),
    order: fc.shuffledSubarray(
      Array.from({ length: shares }, (_, at) => at + 1),
      { minLength: shares },
    ),
  }),
);

describe('any t of n open, fewer do not', () => {
  test('any t admins, in any order', () => {
    fc.assert(
      fc.property(sharing, ({ shares, threshold, order: admins }) => {
        const at = scene(threshold, shares);
        const partials = admins.slice(0, threshold).map((index) => prove(share(at.ceremony, index), at));
        expect(openWithPartials(at.epoch, at.lookup, at.seal, partials)).toEqual({
          ok: true,
          physician: at.physician,
        });
      }),
      { numRuns: 12 },
    );
  });

  test('t-1 are refused, and what they could combine by themselves opens nothing', () => {
    fc.assert(
      fc.property(
        sharing.filter(({ threshold }) => threshold > 1),
        ({ shares, threshold, order: admins }) => {
          const at = scene(threshold, shares);
          const partials = admins
            .slice(0, threshold - 1)
            .map((index) => prove(share(at.ceremony, index), at));
          expect(() => openWithPartials(at.epoch, at.lookup, at.seal, partials)).toThrow('too few');
          const verified = partials.map((partial) => {
            const result = verifyPartial(at.epoch, at.lookup, at.seal, partial);
            if (!result.ok) throw new Error(result.why);
            return result.partial;
          });
          const guess = combinePartials({ ...at.epoch, threshold: threshold - 1 }, verified);
          expect(() => openSeal(at.epoch, at.lookup, at.seal, guess)).toThrow(SealError);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('t-1 shares fit every possible secret, so they say nothing about it', () => {
    // For t = 2 one share (i, s) lies on the line through (0, y') for any y'; that line has commitments of its own.
    const { ceremony } = scene(2, 3);
    const secret = decodeScalar(Buffer.from(share(ceremony, 1).secretShare, 'base64url')) ?? 0n;
    const Scalars = ristretto255.Point.Fn;
    for (const guess of [1n, 2n, order - 1n]) {
      const slope = Scalars.sub(secret, guess);
      const commitments = [guess, slope].map((value) => ristretto255.Point.BASE.multiply(value));
      expect(ristretto255.Point.BASE.multiply(secret).equals(evaluateInExponent(commitments, 1))).toBe(true);
    }
  });

  test('one share given twice counts once', () => {
    const at = scene();
    const partial = prove(share(at.ceremony, 1), at);
    expect(() => openWithPartials(at.epoch, at.lookup, at.seal, [partial, partial])).toThrow('counts once');
  });
});

describe('a wrong partial is refused by name', () => {
  test('any altered byte of partial or proof names the index', () => {
    const at = scene(3, 4);
    const partials = [1, 2, 4].map((index) => prove(share(at.ceremony, index), at));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 }),
        fc.constantFrom('partial' as const, 'challenge' as const, 'response' as const),
        fc.integer({ min: 0, max: 31 }),
        fc.integer({ min: 1, max: 255 }),
        (who, field, position, flip) => {
          const spoilt = partials.map((partial, index) => {
            if (index !== who) return partial;
            const bytes = Buffer.from(partial[field], 'base64url');
            bytes.writeUInt8(bytes.readUInt8(position) ^ flip, position);
            return { ...partial, [field]: bytes.toString('base64url') };
          });
          const result = openWithPartials(at.epoch, at.lookup, at.seal, spoilt);
          expect(result).toMatchObject({ ok: false, refused: [{ index: partials[who]?.index }] });
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a share of another ceremony, and a share under a false index', () => {
    const at = scene();
    const other = scene();
    const stranger = prove(share(other.ceremony, 2), {
      ...other,
      lookup: at.lookup,
      seal: makeSeal(other.epoch, at.lookup, at.physician),
    });
    expect(verifyPartial(at.epoch, at.lookup, at.seal, stranger)).toEqual({
      ok: false,
      index: 2,
      why: 'proof-does-not-hold',
    });
    const genuine = prove(share(at.ceremony, 1), at);
    expect(verifyPartial(at.epoch, at.lookup, at.seal, { ...genuine, index: 3 })).toMatchObject({
      ok: false,
      index: 3,
      why: 'proof-does-not-hold',
    });
    expect(verifyPartial(at.epoch, at.lookup, at.seal, { ...genuine, index: 4 })).toMatchObject({
      why: 'unknown-index',
    });
  });

  test('a proof serves one lookup of one alias only', () => {
    const at = scene();
    const genuine = prove(share(at.ceremony, 1), at);
    const again = { ...at.lookup, id: newId<LookupId>() };
    expect(verifyPartial(at.epoch, again, at.seal, genuine)).toMatchObject({ why: 'proof-does-not-hold' });
    const otherAlias = { ...at.lookup, alias: newId<AliasId>() };
    expect(verifyPartial(at.epoch, otherAlias, at.seal, genuine)).toMatchObject({
      why: 'seal-not-for-alias',
    });
    const otherSeal = makeSeal(at.epoch, at.lookup, at.physician);
    expect(verifyPartial(at.epoch, at.lookup, otherSeal, genuine)).toMatchObject({
      why: 'proof-does-not-hold',
    });
  });
});

describe('a seal belongs to its place', () => {
  test('moved to another alias, consultation or epoch it does not open', () => {
    const at = scene();
    const partials = [1, 2].map((index) => prove(share(at.ceremony, index), at));
    const elsewhere = { ...at.lookup, consultation: newId<ConsultationId>() };
    expect(() => openWithPartials(at.epoch, elsewhere, at.seal, partials)).toThrow(SealError);
    const shared = combinePartials(
      at.epoch,
      partials.map((partial) => ({
        index: partial.index,
        element: decodeElement(Buffer.from(partial.partial, 'base64url')) ?? ristretto255.Point.BASE,
      })),
    );
    expect(openSeal(at.epoch, at.lookup, at.seal, shared)).toBe(at.physician);
    expect(() => openSeal(at.epoch, { ...at.lookup, alias: newId<AliasId>() }, at.seal, shared)).toThrow(
      SealError,
    );
    expect(() => openSeal(at.epoch, at.lookup, { ...at.seal, epoch: 2 }, shared)).toThrow(SealError);
    for (const field of ['ephemeral', 'nonce', 'ciphertext'] as const) {
      const bytes = Uint8Array.from(at.seal[field]);
      bytes[5] = (bytes[5] ?? 0) ^ 1;
      expect(() => openSeal(at.epoch, at.lookup, { ...at.seal, [field]: bytes }, shared)).toThrow(SealError);
    }
  });

  test('the browser takes no part when the server shows another alias’s seal', () => {
    const at = scene();
    expect(() => prove(share(at.ceremony, 1), at, { ...at.lookup, alias: newId<AliasId>() })).toThrow(
      new ProofError('seal-not-for-alias'),
    );
  });

  test('nor when the commitments or the epoch are not those of her share', () => {
    const at = scene();
    const other = scene();
    const mixed = { ...at, ceremony: { ...at.ceremony, epoch: other.ceremony.epoch } };
    expect(() => prove(share(at.ceremony, 1), mixed)).toThrow(new ProofError('other-ceremony'));
    const later = { ...at, ceremony: { ...at.ceremony, epoch: { ...at.ceremony.epoch, epoch: 2 } } };
    expect(() => prove(share(at.ceremony, 1), later)).toThrow(new ProofError('other-epoch'));
  });

  test('all seals have one size, and two of one author have nothing in common', () => {
    const at = scene();
    const again = makeSeal(at.epoch, at.lookup, at.physician);
    for (const field of ['ephemeral', 'nonce', 'ciphertext'] as const) {
      expect(again[field].length).toBe(at.seal[field].length);
      expect(Buffer.from(again[field]).equals(at.seal[field])).toBe(false);
    }
  });

  test('an ephemeral that was drawn ahead opens like any other, and serves one seal', () => {
    const at = scene();
    const ephemeral = drawEphemeral(at.epoch);
    const seal = makeSeal(at.epoch, at.lookup, at.physician, systemRandom, ephemeral);
    const shared = at.epoch.groupKey.multiply(ephemeral.secret);
    expect(openSeal(at.epoch, at.lookup, seal, shared)).toBe(at.physician);
    expect(() => makeSeal(at.epoch, at.lookup, at.physician, systemRandom, ephemeral)).toThrow(SealError);
    const other = scene();
    const foreign = drawEphemeral(other.epoch);
    expect(() => makeSeal(at.epoch, at.lookup, at.physician, systemRandom, foreign)).toThrow(SealError);
  });
});

describe('shares', () => {
  test('are verified against the commitments', () => {
    const { ceremony } = scene(3, 5);
    for (const one of ceremony.shares) expect(verifyShare(one)).toBe(true);
    const [first, second] = ceremony.shares;
    if (!first || !second) throw new Error('shares expected');
    const swapped = { ...first, secretShare: second.secretShare };
    expect(verifyShare(swapped)).toBe(false);
    expect(() => readShare(JSON.stringify(swapped))).toThrow(new ShareFileError('damaged-share'));
    expect(() => readShare(JSON.stringify({ ...first, index: 6 }))).toThrow(
      new ShareFileError('damaged-share'),
    );
    expect(() => readShare('{"version":1}')).toThrow(new ShareFileError('not-a-share-file'));
  });

  test('impossible sharings are refused', () => {
    for (const [threshold, shares] of [
      [0, 3],
      [4, 3],
      [1, 0],
      [2.5, 3],
      [2, 51],
    ] as const) {
      expect(() => holdCeremony({ epoch: 1, threshold, shares })).toThrow(RangeError);
    }
  });
});

describe('encodings', () => {
  const identity = new Uint8Array(32);
  // p itself, a negative field element, and bytes that decode to no point (RFC 9496, appendix A.3).
  const bad = [
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371',
    '00000000000000000000000000000000000000000000000000000000000000ff',
  ].map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));

  test('the identity and non-canonical elements are refused everywhere', () => {
    const at = scene();
    const genuine = prove(share(at.ceremony, 1), at);
    for (const element of [identity, ...bad]) {
      expect(decodeElement(element)).toBeNull();
      const text = toText(element);
      expect(verifyPartial(at.epoch, at.lookup, at.seal, { ...genuine, partial: text })).toMatchObject({
        why: 'malformed',
      });
      const ephemeral = Uint8Array.from(at.seal.ephemeral);
      ephemeral.set(element, 0);
      expect(verifyEphemeral(at.epoch, at.lookup.alias, ephemeral)).toBeNull();
      expect(() => prove(share(at.ceremony, 1), { ...at, seal: { ...at.seal, ephemeral } })).toThrow(
        new ProofError('malformed'),
      );
      const [, second] = at.ceremony.epoch.commitments;
      expect(() =>
        prepareEpoch({ ...at.ceremony.epoch, groupKey: text, commitments: [text, second ?? ''] }),
      ).toThrow(EpochError);
    }
  });

  test('scalars must be reduced and not zero', () => {
    expect(decodeScalar(encodeScalar(order - 1n))).toBe(order - 1n);
    expect(decodeScalar(new Uint8Array(32))).toBeNull();
    const unreduced = Buffer.from(order.toString(16).padStart(64, '0'), 'hex').reverse();
    expect(decodeScalar(unreduced)).toBeNull();
    const at = scene();
    const genuine = prove(share(at.ceremony, 1), at);
    // The same number, spelt with the order added: would verify if it were reduced silently.
    const response = decodeScalar(Buffer.from(genuine.response, 'base64url')) ?? 0n;
    const longer = Buffer.from((response + order).toString(16).padStart(64, '0'), 'hex').reverse();
    expect(
      verifyPartial(at.epoch, at.lookup, at.seal, { ...genuine, response: longer.toString('base64url') }),
    ).toMatchObject({ why: 'malformed' });
  });

  test('a text has one spelling', () => {
    const at = scene();
    const genuine = prove(share(at.ceremony, 1), at);
    for (const text of [
      `${genuine.partial}=`,
      genuine.partial.slice(1),
      ` ${genuine.partial.slice(1)}`,
      '',
    ]) {
      expect(verifyPartial(at.epoch, at.lookup, at.seal, { ...genuine, partial: text })).toMatchObject({
        why: 'malformed',
      });
    }
  });
});
