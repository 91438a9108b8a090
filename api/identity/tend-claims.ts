import { randomBytes } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import { newId, type PhysicianId } from '../platform/ids.ts';
import {
  type Claim,
  type ClaimRow,
  claimTag,
  decryptClaim,
  encryptClaim,
  ownerTag,
} from './crypto/claim-cipher.ts';
import type { Keyring } from './crypto/keyring.ts';
import { readSalt } from './own-claims.ts';

/**
 * The nightly job on the claims: takes away those whose alias never came to be, then writes all anew, with other ids, tags
 * and ciphertexts and in random order, so that neither two copies of the table (ANONYMITY 69) nor the rows' places and
 * their transactions' ids (ANONYMITY 13, 50) tell whose a claim is or when it was written. New claims wait while it runs.
 *
 * A claim is written before its alias, so a missing alias may only be late. Two generations decide: a run marks what
 * is missing, the next takes what is marked and still missing. That is sound because `sealAuthor` refuses a claim
 * older than ten minutes, and the runs are a night apart: never start this job twice within an hour. A claim to an
 * alias whose seal was opened stays, also when the post is gone: by it alone can its author be told.
 * @returns how many were marked, how many were taken away, and how many could not be read and were left alone (none,
 * unless somebody altered the table or the keyring was changed).
 */
export async function tendClaims(db: PrismaClient, keyring: Keyring): Promise<Sweep> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE vault.claim IN SHARE ROW EXCLUSIVE MODE`;
    const result = await sweepClaims(tx, keyring);
    await renewClaims(tx, keyring);
    return result;
  }, lengthy);
}

/** Where claims stand under their owner's tag, as they did once, writes all of them anew. For the start of a process. */
export async function renewOldClaims(db: PrismaClient, keyring: Keyring): Promise<void> {
  if (!(await db.claim.findFirst({ where: { byOwner: true }, select: { id: true } }))) return;
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE vault.claim IN SHARE ROW EXCLUSIVE MODE`;
    await renewClaims(tx, keyring);
  }, lengthy);
}

const lengthy = { timeout: 10 * 60 * 1000, maxWait: 60 * 1000 };

export type Sweep = { marked: number; swept: number; unreadable: number };

const batch = 1000;

/** One generation of the sweep. Call it through `tendClaims`, which holds the lock and hides the traces. */
export async function sweepClaims(tx: Tx, keyring: Keyring): Promise<Sweep> {
  const opened = await tx.$queryRaw<{ alias: string }[]>`
    SELECT DISTINCT alias_id AS alias FROM vault.opening_notice`;
  const toBeTold = opened.map(({ alias }) => alias);
  const marked: string[] = [];
  const unmarked: string[] = [];
  const swept: string[] = [];
  let unreadable = 0;
  let after: string | null = null;
  for (;;) {
    const rows: StoredClaim[] = await tx.claim.findMany({
      where: after === null ? {} : { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: batch,
      select: { id: true, tag: true, nonce: true, ciphertext: true, unmatched: true },
    });
    const claims = rows.flatMap((row) => {
      const claim = readClaim(keyring, row);
      if (claim === null) unreadable += 1;
      return claim === null ? [] : [{ id: row.id, unmatched: row.unmatched, alias: claim.alias }];
    });
    const existing = await tx.alias.findMany({
      where: { id: { in: claims.map((claim) => claim.alias) } },
      select: { id: true },
    });
    const aliases = new Set([...existing.map((alias) => alias.id), ...toBeTold]);
    for (const claim of claims) {
      if (aliases.has(claim.alias)) {
        if (claim.unmatched) unmarked.push(claim.id);
      } else {
        (claim.unmatched ? swept : marked).push(claim.id);
      }
    }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < batch) break;
  }
  await inBatches(swept, (ids) => tx.claim.deleteMany({ where: { id: { in: ids } } }));
  await inBatches(marked, (ids) =>
    tx.claim.updateMany({ where: { id: { in: ids } }, data: { unmatched: true } }),
  );
  await inBatches(unmarked, (ids) =>
    tx.claim.updateMany({ where: { id: { in: ids } }, data: { unmatched: false } }),
  );
  return { marked: marked.length, swept: swept.length, unreadable };
}

/**
 * Gives every claim a new id, tag and ciphertext, member by member, and leaves the table in random order. Numbers begin
 * again at 0 and have no gaps. A row that does not open stays as it is: nobody finds it any more.
 */
async function renewClaims(tx: Tx, keyring: Keyring): Promise<void> {
  const before = await readSalt(tx);
  const salt = Uint8Array.from(randomBytes(before.length));
  let after: string | null = null;
  for (;;) {
    const members: { id: string }[] = await tx.account.findMany({
      where: after === null ? {} : { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: membersAtOnce,
      select: { id: true },
    });
    await renewClaimsOf(
      tx,
      keyring,
      before,
      salt,
      members.map(({ id }) => id as PhysicianId),
    );
    after = members.at(-1)?.id ?? null;
    if (members.length < membersAtOnce) break;
  }
  await tx.claimNight.updateMany({ data: { salt } });
  await tx.$executeRaw`
    WITH taken AS (DELETE FROM vault.claim RETURNING id, tag, nonce, ciphertext, unmatched, by_owner)
    INSERT INTO vault.claim (id, tag, nonce, ciphertext, unmatched, by_owner)
    SELECT id, tag, nonce, ciphertext, unmatched, by_owner FROM taken ORDER BY gen_random_uuid()`;
}

const membersAtOnce = 100;
/** Most have few claims: so many of each are looked for at first. */
const firstWindow = 8;

async function renewClaimsOf(
  tx: Tx,
  keyring: Keyring,
  before: Uint8Array,
  salt: Uint8Array,
  members: readonly PhysicianId[],
): Promise<void> {
  const found = new Map(members.map((member) => [member, [] as StoredClaim[]]));
  const oldTags = members.map((member) => [member, ownerTag(keyring, member)] as const);
  await collect(tx, found, oldTags, true);
  let open: readonly PhysicianId[] = members;
  for (let [from, size] = [0, firstWindow]; open.length > 0; [from, size] = [from + size, 64]) {
    const tags = open.flatMap((member) =>
      Array.from(
        { length: size },
        (_, at) => [member, claimTag(keyring, before, member, from + at)] as const,
      ),
    );
    const hits = await collect(tx, found, tags, false);
    open = open.filter((member) => hits.has(member));
  }
  const gone: string[] = [];
  const fresh: Prisma.ClaimCreateManyInput[] = [];
  for (const [member, rows] of found) {
    const readable = rows.flatMap((row) => {
      const claim = readClaim(keyring, row);
      return claim === null ? [] : [{ row, claim }];
    });
    for (const [number, { row, claim }] of readable.entries()) {
      const place = { id: newId<string>(), tag: claimTag(keyring, salt, member, number) };
      const { nonce, ciphertext } = encryptClaim(keyring, place, claim);
      gone.push(row.id);
      fresh.push({
        ...place,
        nonce: Uint8Array.from(nonce),
        ciphertext: Uint8Array.from(ciphertext),
        unmatched: row.unmatched,
      });
    }
  }
  await inBatches(gone, (ids) => tx.claim.deleteMany({ where: { id: { in: ids } } }));
  await inBatches(fresh, (data) => tx.claim.createMany({ data }));
}

/** Adds to each member's rows those that stand under her tags. @returns who had any. */
async function collect(
  tx: Tx,
  found: ReadonlyMap<PhysicianId, StoredClaim[]>,
  tags: readonly (readonly [PhysicianId, Uint8Array<ArrayBuffer>])[],
  byOwner: boolean,
): Promise<Set<PhysicianId>> {
  const owners = new Map(tags.map(([member, tag]) => [asText(tag), member]));
  const hits = new Set<PhysicianId>();
  await inBatches(tags, async (some) => {
    const rows = await tx.claim.findMany({
      where: { byOwner, tag: { in: some.map(([, tag]) => tag) } },
      select: { id: true, tag: true, nonce: true, ciphertext: true, unmatched: true },
    });
    for (const row of rows) {
      const member = owners.get(asText(row.tag));
      if (!member) continue;
      hits.add(member);
      found.get(member)?.push(row);
    }
  });
  return hits;
}

const asText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

type StoredClaim = ClaimRow & { unmatched: boolean };

/** Null: it does not open. */
function readClaim(keyring: Keyring, row: ClaimRow): Claim | null {
  try {
    return decryptClaim(keyring, row);
  } catch {
    return null;
  }
}

async function inBatches<Item>(
  items: readonly Item[],
  act: (some: Item[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < items.length; at += batch) await act(items.slice(at, at + batch));
}
