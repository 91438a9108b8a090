import { concat, utf8 } from '../identity/crypto/bytes.ts';
import { equalBytes, sha256 } from '../identity/crypto/digest.ts';
import { type SigningKey, signBytes, verifyBytes } from '../identity/crypto/signature.ts';
import { canonicalJson } from './canonical.ts';

/**
 * What an entry says. `at` is UTC to the second, as in 2026-11-21T14:03:07Z. `actor` is an account's random id, or
 * null for the service itself. `details` is the canonical JSON of an object (which names the subjects by their ids):
 * the very text that is stored is hashed, so that not even its spelling can change unnoticed.
 */
export type AuditEntry = { seq: number; at: string; kind: string; actor: string | null; details: string };

/** As stored: with its own hash and that of the entry before. */
export type HashedEntry = AuditEntry & { prevHash: Uint8Array; hash: Uint8Array };

/** A signed statement that the chain up to `seq` had `hash` at its end. */
export type Checkpoint = { seq: number; hash: Uint8Array; at: string; signature: Uint8Array };

export type BreakReason =
  | 'altered'
  | 'missing'
  | 'out-of-order'
  | 'truncated'
  | 'rewritten'
  | 'checkpoint-forged';

/**
 * `provenThrough` is the last entry that a valid checkpoint vouches for. After a break with "rewritten" (every hash
 * fits but a signed checkpoint disagrees) the alteration lies between it and the checkpoint; `firstBroken` is then
 * the first entry that nothing vouches for.
 */
export type ChainVerdict =
  | { ok: true; entries: number; checkpoints: number; head: Uint8Array }
  | { ok: false; firstBroken: number; why: BreakReason; provenThrough: number; checkpoints: number };

/** What the first entry is chained to. */
export const GENESIS: Uint8Array = new Uint8Array(32);

/** SHA-256 over the domain, the hash before and the canonical JSON of the entry. */
export function hashEntry(previous: Uint8Array, entry: AuditEntry): Uint8Array {
  const { seq, at, kind, actor, details } = entry;
  const text = canonicalJson({ seq, at, kind, actor, details });
  return sha256(concat([utf8('konsilium/v1/audit/entry\n'), previous, utf8(text)]));
}

export function signCheckpoint(
  key: SigningKey,
  head: { seq: number; hash: Uint8Array; at: string },
): Checkpoint {
  return { seq: head.seq, hash: head.hash, at: head.at, signature: signBytes(key, checkpointBytes(head)) };
}

/**
 * Reads the chain from its first entry, in stored order, and says where it stops being what was written.
 * Sees an altered, removed, inserted or moved entry; entries cut off that a checkpoint had vouched for; and a chain
 * recomputed from some entry on, if a checkpoint after it survives anywhere (keep copies of them elsewhere). It cannot
 * see that entries after the last checkpoint were cut off.
 */
export async function verifyChain(
  entries: Iterable<HashedEntry> | AsyncIterable<HashedEntry>,
  checkpoints: readonly Checkpoint[],
  publicKeyPem: string,
): Promise<ChainVerdict> {
  const ordered = [...checkpoints].sort((a, b) => a.seq - b.seq);
  let next = 0;
  let seq = 0;
  let head: Uint8Array = GENESIS;
  let provenThrough = 0;
  const broken = (firstBroken: number, why: BreakReason): ChainVerdict => ({
    ok: false,
    firstBroken,
    why,
    provenThrough,
    checkpoints: ordered.length,
  });

  for await (const entry of entries) {
    const expected = seq + 1;
    if (entry.seq > expected) return broken(expected, 'missing');
    if (entry.seq < expected) return broken(expected, 'out-of-order');
    const hash = hashOrNull(head, entry);
    const fits = hash && equalBytes(hash, entry.hash) && equalBytes(head, entry.prevHash);
    if (!fits) return broken(expected, 'altered');
    seq = expected;
    head = hash;
    for (let checkpoint = ordered[next]; checkpoint && checkpoint.seq <= seq; checkpoint = ordered[next]) {
      if (!verifyBytes(publicKeyPem, checkpointBytes(checkpoint), checkpoint.signature)) {
        return broken(Math.max(checkpoint.seq, 1), 'checkpoint-forged');
      }
      if (checkpoint.seq !== seq || !equalBytes(checkpoint.hash, head)) {
        return broken(provenThrough + 1, 'rewritten');
      }
      provenThrough = seq;
      next += 1;
    }
  }
  const ahead = ordered[next];
  if (ahead) {
    const genuine = verifyBytes(publicKeyPem, checkpointBytes(ahead), ahead.signature);
    return genuine ? broken(seq + 1, 'truncated') : broken(Math.max(ahead.seq, 1), 'checkpoint-forged');
  }
  return { ok: true, entries: seq, checkpoints: ordered.length, head };
}

/** An entry that has no canonical form was not written by us: altered, like one whose hash differs. */
function hashOrNull(previous: Uint8Array, entry: AuditEntry): Uint8Array | null {
  try {
    return hashEntry(previous, entry);
  } catch {
    return null;
  }
}

function checkpointBytes(head: { seq: number; hash: Uint8Array; at: string }): Uint8Array {
  const hash = Buffer.from(head.hash).toString('hex');
  return utf8(`konsilium/v1/audit/checkpoint\n${canonicalJson({ at: head.at, hash, seq: head.seq })}`);
}
