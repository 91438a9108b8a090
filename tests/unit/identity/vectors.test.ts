import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Processor } from '../../../analytics/processors.ts';
import { hashEntry, verifyChain } from '../../../api/audit/chain.ts';
import { frame, fromText } from '../../../api/identity/crypto/bytes.ts';
import { verifyShare } from '../../../api/identity/crypto/ceremony.ts';
import { claimTag, decryptClaim } from '../../../api/identity/crypto/claim-cipher.ts';
import { type EpochPublic, prepareEpoch } from '../../../api/identity/crypto/epoch.ts';
import { decodeElement } from '../../../api/identity/crypto/group.ts';
import { parseKeyring } from '../../../api/identity/crypto/keyring.ts';
import { openWithPartials, verifyPartial } from '../../../api/identity/crypto/partial.ts';
import {
  decryptPseudonym,
  type Pseudonym,
  pseudonymOwnerTag,
  pseudonymSealTag,
} from '../../../api/identity/crypto/pseudonym-cipher.ts';
import { openSeal, pseudonymSubject } from '../../../api/identity/crypto/seal.ts';
import { markTag } from '../../../api/identity/mark-tag.ts';
import type { AliasId, ConsultationId, LookupId, PhysicianId } from '../../../api/platform/ids.ts';
import {
  frame as frameInBrowser,
  toText as toTextInBrowser,
} from '../../../web/features/lookups/protocol/encoding.ts';
import { provePartial } from '../../../web/features/lookups/protocol/prove-partial.ts';
import { readShare } from '../../../web/features/lookups/protocol/share-file.ts';
import { labelledRandom, makeVectors } from '../../support/vectors.ts';
import vectors from './vectors.json' with { type: 'json' };

const bytes = (text: string, length: number): Uint8Array => {
  const result = fromText(text, length);
  if (!result) throw new Error(`not ${length} bytes: ${text}`);
  return result;
};

const epochPublic: EpochPublic = { ...vectors.ceremony.epoch, version: 1 };
const epoch = prepareEpoch(epochPublic);
const alias = vectors.seal.alias as AliasId;
const consultation = vectors.seal.consultation as ConsultationId;
const physician = vectors.seal.physician as PhysicianId;
const lookup = { id: vectors.lookup.id as LookupId, alias, consultation };
const seal = {
  epoch: vectors.seal.epoch,
  ephemeral: bytes(vectors.seal.ephemeral, 96),
  nonce: bytes(vectors.seal.nonce, 12),
  ciphertext: bytes(vectors.seal.ciphertext, 80),
};
const keyring = parseKeyring(vectors.keyring.root);

describe('the published test vectors', () => {
  test('are what the code makes today', () => {
    expect(JSON.parse(JSON.stringify(makeVectors()))).toEqual(vectors);
  });

  test('both sides frame alike', () => {
    const fields = [new Uint8Array(), Uint8Array.of(1, 2)];
    expect(toTextInBrowser(frame(vectors.frame.domain, ...fields))).toBe(vectors.frame.bytes);
    expect(toTextInBrowser(frameInBrowser(vectors.frame.domain, ...fields))).toBe(vectors.frame.bytes);
  });

  test('server: the shares fit, each partial verifies, any two open the seal', () => {
    for (const share of vectors.ceremony.shares) expect(verifyShare({ ...share, version: 1 })).toBe(true);
    for (const partial of vectors.lookup.partials) {
      expect(verifyPartial(epoch, lookup, seal, partial)).toMatchObject({ ok: true });
    }
    const [first, second, third] = vectors.lookup.partials;
    if (!first || !second || !third) throw new Error('three partials expected');
    for (const pair of [
      [first, second],
      [first, third],
      [third, second],
    ]) {
      expect(openWithPartials(epoch, lookup, seal, pair)).toEqual({ ok: true, physician });
    }
  });

  test('server: eY opens the seal', () => {
    const shared = decodeElement(bytes(vectors.seal.shared, 32));
    if (!shared) throw new Error('not an element');
    expect(openSeal(epoch, { alias, consultation }, seal, shared)).toBe(physician);
  });

  test('browser: makes the same partials from the shares', () => {
    const partials = vectors.ceremony.shares.map((share) =>
      provePartial(
        readShare(JSON.stringify(share)),
        {
          id: lookup.id,
          aliasId: alias,
          ephemeral: vectors.seal.ephemeral,
          epoch: { number: 7, threshold: 2, commitments: epochPublic.commitments },
        },
        labelledRandom(`partial-${share.index}`),
      ),
    );
    expect(partials).toEqual(vectors.lookup.partials);
  });

  test('claim and marks', () => {
    const tag = bytes(vectors.claim.tag, 32);
    const row = {
      id: vectors.claim.id,
      tag,
      nonce: bytes(vectors.claim.nonce, 12),
      ciphertext: bytes(vectors.claim.ciphertext, 89),
    };
    expect(decryptClaim(keyring, row)).toEqual({ alias, consultation });
    const { salt, number } = vectors.claim;
    expect(Buffer.from(claimTag(keyring, bytes(salt, 32), physician, number))).toEqual(Buffer.from(tag));
    for (const purpose of ['helpful', 'flag'] as const) {
      expect(toTextInBrowser(markTag(keyring, purpose, physician, alias))).toBe(vectors.marks[purpose]);
    }
  });

  describe('a pseudonym', () => {
    const { row, lookup: asked } = vectors.pseudonym;
    const processor = vectors.pseudonym.processor as Processor;
    const pseudonym = vectors.pseudonym.pseudonym as Pseudonym;
    const subject = pseudonymSubject(processor, pseudonym);
    const context = { alias: subject, consultation: processor };
    const sealed = {
      epoch: vectors.pseudonym.seal.epoch,
      ephemeral: bytes(vectors.pseudonym.seal.ephemeral, 96),
      nonce: bytes(vectors.pseudonym.seal.nonce, 12),
      ciphertext: bytes(vectors.pseudonym.seal.ciphertext, 80),
    };

    test('opens from its row, and its tags are made of the keyring', () => {
      const ownerTag = bytes(row.ownerTag, 32);
      const stored = { id: row.id, ownerTag, processor, nonce: bytes(row.nonce, 12) };
      expect(decryptPseudonym(keyring, { ...stored, ciphertext: bytes(row.ciphertext, 53) })).toBe(pseudonym);
      expect(toTextInBrowser(pseudonymOwnerTag(keyring, physician))).toBe(row.ownerTag);
      expect(toTextInBrowser(pseudonymSealTag(keyring, processor, pseudonym))).toBe(
        vectors.pseudonym.seal.tag,
      );
    });

    test('its seal opens with any two partials, and with eY', () => {
      const id = asked.id as LookupId;
      for (const without of asked.partials) {
        const pair = asked.partials.filter((partial) => partial !== without);
        expect(openWithPartials(epoch, { id, ...context }, sealed, pair)).toEqual({ ok: true, physician });
      }
      const shared = decodeElement(bytes(vectors.pseudonym.seal.shared, 32));
      if (!shared) throw new Error('not an element');
      expect(openSeal(epoch, context, sealed, shared)).toBe(physician);
    });
  });

  test('audit: the hash is SHA-256 over the written bytes, and the checkpoint vouches for the chain', async () => {
    const [first, second] = vectors.audit.entries;
    if (!first || !second) throw new Error('two entries expected');
    const text =
      'konsilium/v1/audit/entry\n' +
      '\0'.repeat(32) +
      '{"actor":null,"at":"2026-11-21T14:03:07Z","details":"{\\"epoch\\":7}","kind":"ceremony.held","seq":1}';
    expect(createHash('sha256').update(text, 'latin1').digest('base64url')).toBe(first.hash);
    expect(toTextInBrowser(hashEntry(bytes(first.hash, 32), second))).toBe(second.hash);

    const entries = vectors.audit.entries.map((entry) => ({
      ...entry,
      prevHash: bytes(entry.prevHash, 32),
      hash: bytes(entry.hash, 32),
    }));
    const checkpoint = {
      ...vectors.audit.checkpoint,
      hash: bytes(vectors.audit.checkpoint.hash, 32),
      signature: bytes(vectors.audit.checkpoint.signature, 64),
    };
    const verdict = await verifyChain(entries, [checkpoint], vectors.keyring.auditPublicKey);
    expect(verdict).toMatchObject({ ok: true, entries: 2, checkpoints: 1 });
  });
});
