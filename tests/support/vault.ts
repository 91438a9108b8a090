import { PrismaPg } from '@prisma/adapter-pg';
import type { TechnicalAdminGrant } from '../../api/access/grants.ts';
import type { Partial } from '../../api/identity/crypto/partial.ts';
import { runCeremony } from '../../api/identity/run-ceremony.ts';
import { sealAuthor } from '../../api/identity/seal-author.ts';
import { writeClaim } from '../../api/identity/write-claim.ts';
import { findLookup } from '../../api/lookups/data.ts';
import { requestLookup } from '../../api/lookups/request-lookup.ts';
import { toHour } from '../../api/platform/clock.ts';
import {
  type AliasId,
  type ConsultationId,
  type LookupId,
  newId,
  type PhysicianId,
} from '../../api/platform/ids.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { provePartial } from '../../web/features/lookups/protocol/prove-partial.ts';
import { openShareFile, type Share } from '../../web/features/lookups/protocol/share-file.ts';
import { asTechnicalAdmin, type World } from './world.ts';

/** A connection as the database's owner, whom the running service never is. */
export function openOwner(world: World): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: world.database.owner }) });
}

/** A technical admin with her share, as it lies open in her browser. */
export interface ShareHolder {
  grant: TechnicalAdminGrant;
  email: string;
  name: string;
  share: Share;
  file: string;
  passphrase: string;
}

/** A ceremony among new technical admins, with share files that are cheap to open. */
export async function holdTestCeremony(world: World, threshold = 2, admins = 3): Promise<ShareHolder[]> {
  const people = await Promise.all(
    Array.from({ length: admins }, async (_, at) => {
      const email = `${newId()}@example.test`;
      const name = `Admin ${at + 1}`;
      const grant = await asTechnicalAdmin(world, { email, name });
      return { grant, email, name, passphrase: `granris och blåbär ${at}` };
    }),
  );
  const owner = openOwner(world);
  try {
    const { files } = await runCeremony(owner, world.clock, { threshold, admins: people, workFactor: 2 });
    return await Promise.all(
      people.map(async (person, at) => {
        const file = files[at]?.file ?? '';
        return { ...person, file, share: await openShareFile(file, person.passphrase) };
      }),
    );
  } finally {
    await owner.$disconnect();
  }
}

export interface AnonymousPost {
  alias: AliasId;
  consultation: ConsultationId;
  physician: PhysicianId;
}

/** An anonymous consultation, written as the service writes it: claim, then alias, seal and content together. */
export async function writeAnonymously({ services }: World, physician: PhysicianId): Promise<AnonymousPost> {
  const { db, keyring, clock } = services;
  const post = { alias: newId<AliasId>(), consultation: newId<ConsultationId>(), physician };
  const receipt = await writeClaim(db.service, keyring, clock, post);
  await db.service.$transaction(async (tx) => {
    const hour = toHour(clock.now());
    await tx.alias.createMany({
      data: [{ id: post.alias, consultationId: post.consultation, number: 0 }],
    });
    await tx.consultation.createMany({
      data: [
        {
          id: post.consultation,
          aliasId: post.alias,
          kind: 'QUESTION',
          specialtyCode: 'internmedicin',
          tags: [],
          title: 'Oklar anemi',
          body: 'Hur går ni vidare?',
          postedAt: hour,
          lastActivityAt: hour,
        },
      ],
    });
    await sealAuthor(tx, clock, receipt);
  });
  return post;
}

export function askForLookup(world: World, by: ShareHolder, post: AnonymousPost): Promise<LookupId> {
  return requestLookup(world.services, by.grant, {
    alias: post.alias,
    reason: 'IMMINENT_DANGER',
    text: 'Inlägget tyder på fara för en patient just nu.',
    caseReference: 'Ä 2026-17',
  });
}

/** What this admin's browser computes from what the server shows of the lookup. */
export async function proveFor({ services }: World, by: ShareHolder, id: LookupId): Promise<Partial> {
  const { db, clock } = services;
  const lookup = await db.lookupTransaction((tx) => findLookup(tx, id, clock.now()));
  if (!lookup?.ephemeral) throw new Error('the lookup shows no seal');
  return provePartial(by.share, { ...lookup, aliasId: lookup.sealSubject, ephemeral: lookup.ephemeral });
}
