import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { hashEntry, signCheckpoint } from '../../api/audit/chain.ts';
import { frame, type RandomSource, toText, u32, utf8 } from '../../api/identity/crypto/bytes.ts';
import { holdCeremony } from '../../api/identity/crypto/ceremony.ts';
import { claimTag, encryptClaim } from '../../api/identity/crypto/claim-cipher.ts';
import { prepareEpoch } from '../../api/identity/crypto/epoch.ts';
import { encodeElement } from '../../api/identity/crypto/group.ts';
import { generateKeyring, parseKeyring } from '../../api/identity/crypto/keyring.ts';
import { combinePartials, verifyPartial } from '../../api/identity/crypto/partial.ts';
import {
  encryptPseudonym,
  type Pseudonym,
  pseudonymOwnerTag,
  pseudonymSealTag,
} from '../../api/identity/crypto/pseudonym-cipher.ts';
import { makeSeal, pseudonymSubject, type Seal, type SealSubject } from '../../api/identity/crypto/seal.ts';
import { markTag } from '../../api/identity/mark-tag.ts';
import type { AliasId, ConsultationId, LookupId, PhysicianId } from '../../api/platform/ids.ts';
import { provePartial } from '../../web/features/lookups/protocol/prove-partial.ts';
import { readShare } from '../../web/features/lookups/protocol/share-file.ts';

/**
 * Makes the test vectors of docs/sealed-authorship.md. Everything random in them comes from `labelledRandom`, so that
 * the same code gives the same file: `npx node tests/support/vectors.ts` writes tests/unit/identity/vectors.json, and a
 * test makes them again and compares. A change in that file is a change of the protocol and needs a new version.
 */
export function makeVectors() {
  const alias = '3f8b2c1e-5d47-4a90-8e21-7c6f0b9d4a15' as AliasId;
  const consultation = '9a1d6e42-0c3b-4f78-b5e9-2d8c7a604f13' as ConsultationId;
  const physician = 'c27e91b8-64fa-4d05-9b3c-1e8a5f70d62b' as PhysicianId;
  const lookup = { id: '51c08d7f-e9a3-4b26-8f14-6b0d3e92ca78' as LookupId, alias };

  const ceremony = holdCeremony({ epoch: 7, threshold: 2, shares: 3 }, labelledRandom('ceremony'));
  const epoch = prepareEpoch(ceremony.epoch);
  const seal = makeSeal(epoch, { alias, consultation }, physician, labelledRandom('seal'));
  /** The partials of all admins, as their browsers make them, and what any two of them give. */
  const lookUp = (asked: { id: LookupId; alias: SealSubject }, sealed: Seal, label: string) => {
    const statement = {
      id: asked.id,
      aliasId: asked.alias,
      ephemeral: toText(sealed.ephemeral),
      epoch: {
        number: ceremony.epoch.epoch,
        threshold: ceremony.epoch.threshold,
        commitments: ceremony.epoch.commitments,
      },
    };
    const partials = ceremony.shares.map((share) =>
      provePartial(readShare(JSON.stringify(share)), statement, labelledRandom(`${label}-${share.index}`)),
    );
    const verified = partials.map((partial) => {
      const result = verifyPartial(epoch, asked, sealed, partial);
      if (!result.ok) throw new Error(`partial ${result.index}: ${result.why}`);
      return result.partial;
    });
    return { partials, shared: toText(encodeElement(combinePartials(epoch, verified))) };
  };
  const { partials, shared } = lookUp(lookup, seal, 'partial');

  const root = generateKeyring(labelledRandom('keyring'));
  const keyring = parseKeyring(root);
  const salt = labelledRandom('claim-night')(32);
  const row = { id: '0b54f3a9-7e18-4c6d-a2f0-95d31c8e7b46', tag: claimTag(keyring, salt, physician, 3) };
  const claim = encryptClaim(keyring, row, { alias, consultation }, labelledRandom('claim'));

  const processor = 'MIXPANEL';
  const pseudonym = 'd4c0a6f5-2b97-4e13-a86d-5f1e07b3c928' as Pseudonym;
  const pseudonymRow = encryptPseudonym(
    keyring,
    {
      id: '7a39e1c4-80d6-4bf2-9e57-c14d62b0f8a3',
      ownerTag: pseudonymOwnerTag(keyring, physician),
      processor,
    },
    pseudonym,
    labelledRandom('pseudonym'),
  );
  const subject = pseudonymSubject(processor, pseudonym);
  const pseudonymSeal = makeSeal(
    epoch,
    { alias: subject, consultation: processor },
    physician,
    labelledRandom('pseudonym-seal'),
  );
  const pseudonymLookup = {
    id: '2e6b9d04-a1c7-4835-bf60-94d87e13f5ca' as LookupId,
    alias: subject,
  };
  const opening = lookUp(pseudonymLookup, pseudonymSeal, 'pseudonym-partial');

  const first = {
    seq: 1,
    at: '2026-11-21T14:03:07Z',
    kind: 'ceremony.held',
    actor: null,
    details: '{"epoch":7}',
  };
  const second = {
    seq: 2,
    at: '2026-11-21T15:20:00Z',
    kind: 'lookup.requested',
    actor: 'e6d90c37-1b5a-4f82-9c4e-80a7d2f3b561',
    details: `{"alias":"${alias}","lookup":"${lookup.id}"}`,
  };
  const firstHash = hashEntry(new Uint8Array(32), first);
  const secondHash = hashEntry(firstHash, second);
  const checkpoint = signCheckpoint(keyring.auditSigningKey, {
    seq: 2,
    hash: secondHash,
    at: '2026-11-21T15:30:00Z',
  });

  return {
    version: 1,
    frame: {
      domain: 'konsilium/v1/example',
      fields: ['', 'AQI'],
      bytes: toText(frame('konsilium/v1/example', new Uint8Array(), Uint8Array.of(1, 2))),
    },
    ceremony,
    seal: {
      alias,
      consultation,
      physician,
      epoch: seal.epoch,
      ephemeral: toText(seal.ephemeral),
      nonce: toText(seal.nonce),
      ciphertext: toText(seal.ciphertext),
      shared,
    },
    lookup: { id: lookup.id, alias, partials },
    keyring: { root, auditPublicKey: keyring.auditSigningKey.publicKeyPem },
    claim: {
      id: claim.id,
      salt: toText(salt),
      number: 3,
      tag: toText(claim.tag),
      nonce: toText(claim.nonce),
      ciphertext: toText(claim.ciphertext),
    },
    pseudonym: {
      processor,
      pseudonym,
      row: {
        id: pseudonymRow.id,
        ownerTag: toText(pseudonymRow.ownerTag),
        nonce: toText(pseudonymRow.nonce),
        ciphertext: toText(pseudonymRow.ciphertext),
      },
      seal: {
        tag: toText(pseudonymSealTag(keyring, processor, pseudonym)),
        epoch: pseudonymSeal.epoch,
        ephemeral: toText(pseudonymSeal.ephemeral),
        nonce: toText(pseudonymSeal.nonce),
        ciphertext: toText(pseudonymSeal.ciphertext),
        shared: opening.shared,
      },
      lookup: { id: pseudonymLookup.id, partials: opening.partials },
    },
    marks: {
      helpful: toText(markTag(keyring, 'helpful', physician, alias)),
      flag: toText(markTag(keyring, 'flag', physician, alias)),
    },
    audit: {
      entries: [
        { ...first, prevHash: toText(new Uint8Array(32)), hash: toText(firstHash) },
        { ...second, prevHash: toText(firstHash), hash: toText(secondHash) },
      ],
      checkpoint: {
        seq: checkpoint.seq,
        at: checkpoint.at,
        hash: toText(checkpoint.hash),
        signature: toText(checkpoint.signature),
      },
    },
  };
}

/** Bytes that look random and are the same every time: SHA-256(frame(domain, label, counter)) blocks in a row. */
export function labelledRandom(label: string): RandomSource {
  let counter = 0;
  let pool = Buffer.alloc(0);
  return (length) => {
    while (pool.length < length) {
      const block = frame('konsilium/v1/vectors', utf8(label), u32(counter));
      counter += 1;
      pool = Buffer.concat([pool, createHash('sha256').update(block).digest()]);
    }
    const bytes = Uint8Array.from(pool.subarray(0, length));
    pool = pool.subarray(length);
    return bytes;
  };
}

if (import.meta.main) {
  const file = new URL('../unit/identity/vectors.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(makeVectors(), null, 2)}\n`);
}
