import type { PrismaClient } from '../../prisma/client/client.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { PlainError } from '../platform/plain-error.ts';
import { fromText } from './crypto/bytes.ts';
import { holdCeremony } from './crypto/ceremony.ts';
import { ELEMENT_BYTES } from './crypto/group.ts';
import { DEFAULT_WORK_FACTOR, decryptShare, encryptShare } from './crypto/share-file.ts';

export interface CeremonyInput {
  threshold: number;
  /** In the order of their share indices, 1, 2, … */
  admins: readonly { email: string; passphrase: string }[];
  /** log2 of scrypt's N for the share files. */
  workFactor?: number;
}

export interface CeremonyResult {
  epoch: number;
  threshold: number;
  /** What each admin takes away; it is nowhere on the server. */
  files: { email: string; name: string; index: number; file: string }[];
}

/**
 * The ceremony: makes the technical admins' shared key, gives each her share as an encrypted file and stores only what
 * is public. Every later seal is made under it; older seals keep the epoch they were made in, so old share files must
 * be kept as well.
 * @param owner a connection as the database's owner: the running service may not make an epoch.
 * @throws PlainError if somebody is no technical admin, comes twice, or the numbers do not fit.
 */
export async function runCeremony(
  owner: PrismaClient,
  clock: Clock,
  input: CeremonyInput,
): Promise<CeremonyResult> {
  const holders = await findHolders(owner, input);
  const newest = await owner.epoch.findFirst({ orderBy: { number: 'desc' }, select: { number: true } });
  const number = (newest?.number ?? 0) + 1;
  const { epoch, shares } = holdCeremony({
    epoch: number,
    threshold: input.threshold,
    shares: holders.length,
  });
  const files: CeremonyResult['files'] = [];
  for (const [at, holder] of holders.entries()) {
    const share = shares[at];
    if (!share) throw new Error('a share is missing');
    const file = await encryptShare(share, holder.passphrase, input.workFactor ?? DEFAULT_WORK_FACTOR);
    // Read back before the share is forgotten: a file that does not open would be found out years later.
    await decryptShare(file, holder.passphrase);
    files.push({ email: holder.email, name: holder.name, index: share.index, file });
  }
  await owner.$transaction(async (tx) => {
    await tx.epoch.createMany({
      data: [
        {
          number,
          threshold: epoch.threshold,
          shares: epoch.shares,
          groupKey: decode(epoch.groupKey),
          commitments: epoch.commitments.map(decode),
          createdOn: clock.now(),
        },
      ],
    });
    await tx.shareHolder.createMany({
      data: holders.map((holder, at) => ({ epoch: number, index: at + 1, accountId: holder.id })),
    });
    await appendAudit(tx, clock, {
      kind: 'ceremony.held',
      actor: null,
      details: {
        epoch: number,
        threshold: epoch.threshold,
        groupKey: epoch.groupKey,
        holders: holders.map((holder) => holder.id),
      },
    });
  });
  return { epoch: number, threshold: epoch.threshold, files };
}

/** What the operator must be told before the ceremony, in English and Swedish; null if nothing. */
export function ceremonyWarning(threshold: number): { sv: string; en: string } | null {
  if (threshold > 1) return null;
  return {
    sv: 'Med tröskeln 1 kan en enda administratör ensam ta reda på vem som har skrivit ett anonymt inlägg. Varje uppslag hamnar fortfarande i granskningsloggen, men ingen behöver godkänna det. Välj helst 2 av 3.',
    en: 'With a threshold of 1 a single administrator can find out alone who wrote an anonymous post. Every lookup is still on the record, but nobody has to approve it. Prefer 2 of 3.',
  };
}

type Holder = { id: PhysicianId; email: string; name: string; passphrase: string };

async function findHolders(owner: PrismaClient, { threshold, admins }: CeremonyInput): Promise<Holder[]> {
  if (threshold < 1 || threshold > admins.length) {
    throw new PlainError(`A threshold of ${threshold} does not fit ${admins.length} administrators.`);
  }
  const emails = admins.map(({ email }) => email.trim().toLowerCase());
  if (new Set(emails).size !== emails.length) throw new PlainError('Each administrator gets one share only.');
  const accounts = await owner.account.findMany({
    where: { email: { in: emails }, technicalAdmin: true },
    select: { id: true, email: true, name: true },
  });
  return admins.map(({ passphrase }, at) => {
    const account = accounts.find(({ email }) => email === emails[at]);
    if (!account) throw new PlainError(`${emails[at]} is not a technical administrator.`);
    if (passphrase.length < 12) throw new PlainError('A passphrase needs at least 12 characters.');
    return { ...account, id: account.id as PhysicianId, passphrase };
  });
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  const bytes = fromText(text, ELEMENT_BYTES);
  if (!bytes) throw new Error('not an element');
  return Uint8Array.from(bytes);
}
