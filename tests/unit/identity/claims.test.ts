import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ClaimError,
  claimTag,
  decryptClaim,
  encryptClaim,
} from '../../../api/identity/crypto/claim-cipher.ts';
import { generateKeyring, KeyringError, parseKeyring } from '../../../api/identity/crypto/keyring.ts';
import { markTag } from '../../../api/identity/mark-tag.ts';
import { type AliasId, type ConsultationId, newId, type PhysicianId } from '../../../api/platform/ids.ts';

const keyring = parseKeyring(generateKeyring());
const salt = randomBytes(32);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function claimOf(physician: PhysicianId) {
  const claim = { alias: newId<AliasId>(), consultation: newId<ConsultationId>() };
  const row = encryptClaim(keyring, { id: newId(), tag: claimTag(keyring, salt, physician, 0) }, claim);
  return { claim, row };
}

describe('claims', () => {
  test('come back as they were written and have one size', () => {
    const { claim, row } = claimOf(newId());
    expect(decryptClaim(keyring, row)).toEqual(claim);
    expect([row.tag.length, row.nonce.length, row.ciphertext.length]).toEqual([32, 12, 89]);
    expect(hex(row.ciphertext)).not.toContain(hex(Buffer.from(claim.alias)));
  });

  test('cannot be given to another member, another row or another keyring', () => {
    const { row } = claimOf(newId());
    const thief = claimTag(keyring, salt, newId(), 0);
    const other = parseKeyring(generateKeyring());
    expect(() => decryptClaim(keyring, { ...row, tag: thief })).toThrow(ClaimError);
    expect(() => decryptClaim(keyring, { ...row, id: newId() })).toThrow(ClaimError);
    expect(() => decryptClaim(other, row)).toThrow(ClaimError);
    expect(() => decryptClaim(keyring, { ...row, ciphertext: row.ciphertext.slice(1) })).toThrow(ClaimError);
  });

  test('no single altered byte goes unnoticed', () => {
    const { row } = claimOf(newId());
    fc.assert(
      fc.property(
        fc.constantFrom('nonce' as const, 'ciphertext' as const, 'tag' as const),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (field, at, flip) => {
          const bytes = Buffer.from(row[field]);
          const position = at % bytes.length;
          bytes.writeUInt8(bytes.readUInt8(position) ^ flip, position);
          expect(() => decryptClaim(keyring, { ...row, [field]: bytes })).toThrow(ClaimError);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('ids of another length are refused rather than written with another size', () => {
    const row = { id: newId(), tag: claimTag(keyring, salt, newId(), 0) };
    const claim = { alias: 'short' as AliasId, consultation: newId<ConsultationId>() };
    expect(() => encryptClaim(keyring, row, claim)).toThrow(ClaimError);
  });
});

describe('tags', () => {
  test('each claim has a tag of its own, and another after the night, for each physician and keyring', () => {
    const physician = newId<PhysicianId>();
    const other = parseKeyring(generateKeyring());
    const tags = [
      claimTag(keyring, salt, physician, 0),
      claimTag(keyring, salt, physician, 1),
      claimTag(keyring, salt, physician, 256),
      claimTag(keyring, randomBytes(32), physician, 0),
      claimTag(keyring, salt, newId(), 0),
      claimTag(other, salt, physician, 0),
    ].map(hex);
    expect(new Set(tags).size).toBe(tags.length);
    expect(hex(claimTag(keyring, salt, physician, 0))).toBe(tags[0]);
  });

  test('marks are one per physician, post and purpose', () => {
    const physician = newId<PhysicianId>();
    const post = newId();
    const tags = [
      markTag(keyring, 'helpful', physician, post),
      markTag(keyring, 'flag', physician, post),
      markTag(keyring, 'helpful', newId(), post),
      markTag(keyring, 'helpful', physician, newId()),
    ].map(hex);
    expect(new Set(tags).size).toBe(4);
    expect(hex(markTag(keyring, 'helpful', physician, post))).toBe(tags[0]);
  });
});

describe('keyring', () => {
  test('one root gives one set of keys, each different', () => {
    const root = generateKeyring();
    const [a, b] = [parseKeyring(root), parseKeyring(root)];
    expect(hex(a.ownerKey)).toBe(hex(b.ownerKey));
    expect(a.auditSigningKey.publicKeyPem).toBe(b.auditSigningKey.publicKeyPem);
    expect(new Set([a.ownerKey, a.claimKey, a.markKey].map(hex)).size).toBe(3);
    expect(root).toMatch(/^k1\.[A-Za-z0-9+/]{43}=$/);
  });

  test('refuses anything else, and never repeats it', () => {
    const root = generateKeyring();
    for (const text of [
      '',
      root.slice(3),
      root.replace('k1', 'k2'),
      root.slice(0, -2),
      `${root}A`,
      `${root}\n`,
    ]) {
      expect(() => parseKeyring(text)).toThrow(KeyringError);
      try {
        parseKeyring(text);
      } catch (error) {
        expect(String(error)).not.toContain(root.slice(3, 20));
      }
    }
  });
});
