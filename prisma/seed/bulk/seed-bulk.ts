import { sealAuthors } from '../../../api/identity/seal-author.ts';
import { type Authorship, writeClaims } from '../../../api/identity/write-claim.ts';
import { hourInMs, systemClock, toHour } from '../../../api/platform/clock.ts';
import type { AliasId, AnswerId, ConsultationId, PhysicianId } from '../../../api/platform/ids.ts';
import type { Services } from '../../../api/services.ts';
import { specialties } from '../../../api/specialties/specialties.ts';
import { excerptOf } from '../../../markdown/plain-text.ts';
import { Prisma, type PrismaClient } from '../../client/client.ts';
import { bulkAnswer, bulkText, type Rng } from './corpus.ts';
import { seededRandom } from './seeded-random.ts';

export interface BulkInput {
  consultations: number;
  /** To each consultation. */
  answers: number;
  seed: number;
}

/** One consultation in three and one answer in five is anonymous, each with a true claim and a true seal. */
const anonymousConsultations = 1 / 3;
const anonymousAnswers = 1 / 5;
const authors = 400;
const batchSize = 250;
/** The newest consultation's hour: fixed, so that the same seed makes the same data on any day. */
const newest = Date.UTC(2026, 9, 1);

/**
 * Data for measuring: the same seed makes the same people, texts, ids and times (claims and seals are random by their
 * nature). The texts are made of material in this folder; the authors cannot sign in.
 */
export async function seedBulk(
  services: Services,
  owner: PrismaClient,
  input: BulkInput,
  progress: (step: string) => void,
): Promise<void> {
  const random = seededRandom(input.seed);
  const people = await addAuthors(owner, random);
  // One batch is computed while the one before it is being written.
  let writing: Promise<void> = Promise.resolve();
  for (let done = 0; done < input.consultations; ) {
    const size = Math.min(batchSize, input.consultations - done);
    const batch = Array.from({ length: size }, (_, at) =>
      makeThread(random, people, input, (done + at) / input.consultations),
    );
    const written = insert(services, owner, batch);
    await writing;
    writing = written;
    done += size;
    if (done % 2000 === 0 || done === input.consultations) {
      progress(`Bulk data: ${done} of ${input.consultations} consultations`);
    }
  }
  await writing;
  progress('Bulk data: statistics for the planner');
  await owner.$executeRawUnsafe('ANALYZE');
}

async function addAuthors(owner: PrismaClient, random: Rng): Promise<PhysicianId[]> {
  const people = Array.from({ length: authors }, (_, at) => ({
    id: drawId<PhysicianId>(random),
    email: `bulk-${at + 1}@konsilium.example`,
    passwordHash: 'none',
    name: `Provläkare ${at + 1}`,
    specialtyCode: pick(random, specialties).code,
    licenceNumber: `BULK-${at + 1}`,
    status: 'VERIFIED' as const,
    registeredOn: new Date(newest),
  }));
  await owner.account.createMany({ data: people, skipDuplicates: true });
  const rows = await owner.account.findMany({
    where: { email: { startsWith: 'bulk-' } },
    orderBy: { email: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id as PhysicianId);
}

interface AliasRow {
  id: AliasId;
  consultation_id: ConsultationId;
  number: number;
}

interface Thread {
  consultation: Record<string, unknown>;
  answers: Record<string, unknown>[];
  aliases: AliasRow[];
  authorships: Authorship[];
}

function makeThread(random: Rng, people: readonly PhysicianId[], input: BulkInput, age: number): Thread {
  const id = drawId<ConsultationId>(random);
  const aliases: AliasRow[] = [];
  const authorships: Authorship[] = [];
  const wearAlias = (physician: PhysicianId, number: number): AliasId => {
    const alias = drawId<AliasId>(random);
    aliases.push({ id: alias, consultation_id: id, number });
    authorships.push({ physician, alias, consultation: id });
    return alias;
  };
  const face = (physician: PhysicianId, anonymous: boolean, number: number) =>
    anonymous
      ? { author_id: null, alias_id: wearAlias(physician, number) }
      : { author_id: physician, alias_id: null };

  const posted = toHour(new Date(newest - age * 3 * 365 * 24 * hourInMs - random() * 24 * hourInMs));
  const voices = drawDistinct(random, people, input.answers + 1);
  const asker = voices[0] as PhysicianId;
  const asked = face(asker, random() < anonymousConsultations, 0);
  let hour = posted.getTime();
  let number = 0;
  const answers = voices.slice(1).map((physician, position) => {
    hour += Math.floor(random() * 20) * hourInMs;
    const anonymous = random() < anonymousAnswers;
    if (anonymous) number += 1;
    const body = bulkAnswer(random);
    return {
      id: drawId<AnswerId>(random),
      consultation_id: id,
      ...face(physician, anonymous, number),
      position,
      body,
      excerpt: excerptOf(body),
      posted_at: new Date(hour).toISOString(),
    };
  });
  const { title, body } = bulkText(random);
  const consultation = {
    id,
    ...asked,
    kind: pick(random, ['CLINICAL_CASE', 'QUESTION', 'ETHICS', 'ORGANISATION']),
    specialty_code: pick(random, specialties).code,
    tags: [],
    title,
    body,
    excerpt: excerptOf(body),
    answer_count: answers.length,
    answers_written: answers.length,
    posted_at: posted.toISOString(),
    last_activity_at: new Date(hour).toISOString(),
  };
  return { consultation, answers, aliases, authorships };
}

async function insert(services: Services, owner: PrismaClient, threads: readonly Thread[]): Promise<void> {
  // As in ordinary posting: the claims first, by themselves.
  const receipts = await writeClaims(
    services.db.service,
    services.keyring,
    systemClock,
    threads.flatMap((thread) => thread.authorships),
  );
  const json = (rows: unknown[]) => JSON.stringify(rows);
  await owner.$transaction(
    async (tx) => {
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO forum.alias (id, consultation_id, number)
        SELECT id, consultation_id, number FROM jsonb_to_recordset(${json(threads.flatMap((t) => t.aliases))}::jsonb)
          AS r (id uuid, consultation_id uuid, number int)`);
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO forum.consultation (id, author_id, alias_id, kind, specialty_code, tags, title, body, excerpt,
          answer_count, answers_written, posted_at, last_activity_at)
        SELECT id, author_id, alias_id, kind::forum."ConsultationKind", specialty_code, '{}', title, body, excerpt,
          answer_count, answers_written, posted_at, last_activity_at
        FROM jsonb_to_recordset(${json(threads.map((t) => t.consultation))}::jsonb)
          AS r (id uuid, author_id uuid, alias_id uuid, kind text, specialty_code text, title text, body text, excerpt text,
            answer_count int, answers_written int, posted_at timestamptz, last_activity_at timestamptz)`);
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO forum.answer (id, consultation_id, author_id, alias_id, position, body, excerpt, posted_at)
        SELECT id, consultation_id, author_id, alias_id, position, body, excerpt, posted_at
        FROM jsonb_to_recordset(${json(threads.flatMap((t) => t.answers))}::jsonb)
          AS r (id uuid, consultation_id uuid, author_id uuid, alias_id uuid, position int, body text, excerpt text,
            posted_at timestamptz)`);
      await sealAuthors(tx, systemClock, receipts);
    },
    { timeout: 120_000, maxWait: 20_000 },
  );
}

function pick<Item>(random: Rng, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function drawDistinct<Item>(random: Rng, items: readonly Item[], count: number): Item[] {
  const drawn = new Set<Item>();
  while (drawn.size < Math.min(count, items.length)) drawn.add(pick(random, items));
  return [...drawn];
}

/** A UUID of version 4's form from the seeded generator. */
function drawId<Id extends string>(random: Rng): Id {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = pick(random, ['8', '9', 'a', 'b']);
  const text = hex.join('');
  const parts = [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)];
  return parts.join('-') as Id;
}
