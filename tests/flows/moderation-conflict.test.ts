import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideCase, dismissCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { releaseCase, takeCase } from '../../api/moderation/take-case.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import { editPost } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague } from '../support/forum.ts';
import { caseAs, casesOf, countsOf, flag, type Moderator, moderator } from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let omar: Colleague;
let mia: Moderator;
let nils: Moderator;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  [karin, omar] = await Promise.all([colleague(world), colleague(world)]);
});
afterAll(() => world.close());
beforeEach(async () => {
  [mia, nils] = await Promise.all([moderator(world), moderator(world)]);
});

const statement = 'Inlägget bryter mot regeln om patientens integritet.';
const reasons = (caseId: string) => ({ caseId, rule: 'PATIENT_PRIVACY' as const, statement });

async function caseOf(postId: string): Promise<string> {
  return (await world.services.db.service.flag.findFirstOrThrow({ where: { postId } })).caseId;
}

/** Where nobody has a part, as a measure for what must look the same. */
async function caseWithoutHer(): Promise<string> {
  const consultationId = await ask(world, karin, true);
  await flag(world, omar, { consultationId });
  return caseOf(consultationId);
}

const parts: [string, (by: Moderator) => Promise<ConsultationId>][] = [
  ['asked under her name', (by) => ask(world, by, false)],
  ['asked anonymously', (by) => ask(world, by, true)],
  [
    'answered under her name',
    async (by) => {
      const id = await ask(world, karin, true);
      await answer(world, by, id, false);
      return id;
    },
  ],
  [
    'answered anonymously',
    async (by) => {
      const id = await ask(world, karin, false);
      await answer(world, by, id, true);
      return id;
    },
  ],
];

describe.each(parts)('a moderator who has %s', (_part, takePart) => {
  test('does not see the case, in no list and no count, nor by its id', async () => {
    const consultationId = await takePart(mia);
    const { open } = await countsOf(world, mia);
    const others = await countsOf(world, nils);
    await flag(world, omar, { consultationId });
    const caseId = await caseOf(consultationId);
    const free = await caseWithoutHer();

    expect(await caseAs(world, mia, caseId)).toBeNull();
    const listed = (await casesOf(world, mia, 'OPEN')).map(({ id }) => id);
    expect(listed).not.toContain(caseId);
    expect(listed).toContain(free);
    expect(await countsOf(world, mia)).toEqual({ open: open + 1, mine: 0 });
    expect(await countsOf(world, nils)).toEqual({ open: others.open + 2, mine: 0 });
    expect(listed).toHaveLength(open + 1);

    await decideCase(world.services, nils.hat, 'HIDE', reasons(caseId));
    expect((await casesOf(world, mia, 'DECIDED')).map(({ id }) => id)).not.toContain(caseId);
    expect((await casesOf(world, nils, 'DECIDED')).map(({ id }) => id)).toContain(caseId);
  });

  test('can do nothing with it, as if it did not exist', async () => {
    const consultationId = await takePart(mia);
    await flag(world, omar, { consultationId });
    const caseId = await caseOf(consultationId);
    const before = await caseAs(world, nils, caseId);
    for (const attempt of [
      () => takeCase(world.services, mia.hat, caseId),
      () => releaseCase(world.services, mia.hat, caseId),
      () => decideCase(world.services, mia.hat, 'HIDE', reasons(caseId)),
      () => editPost(world.services, mia.hat, { ...reasons(caseId), body: 'En helt annan text än förut.' }),
      () => dismissCase(world.services, mia.hat, reasons(caseId)),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ name: 'NotFoundError', code: 'NOT_FOUND' });
    }
    expect(await caseAs(world, nils, caseId)).toEqual(before);
  });

  test('is told so, she alone, when she opens a case herself; nothing is stored', async () => {
    const consultationId = await takePart(mia);
    const stored = async () => {
      const { moderationCase, decision, auditEntry } = world.services.db.service;
      return [await moderationCase.count(), await decision.count(), await auditEntry.count()];
    };
    const before = await stored();
    const attempt = openCase(world.services, mia.hat, { consultationId });
    await expect(attempt).rejects.toMatchObject({ code: 'CONFLICT_OF_INTEREST' });
    const answerId = await answer(world, omar, consultationId, true);
    const onAnswer = openCase(world.services, mia.hat, { answerId });
    await expect(onAnswer).rejects.toMatchObject({ code: 'CONFLICT_OF_INTEREST' });
    expect(await stored()).toEqual(before);

    // Another's case on the same post shows nothing of it.
    expect(await openCase(world.services, nils.hat, { consultationId })).toMatchObject({ takenByMe: true });
  });
});

describe('taking part after taking the case', () => {
  test('lets it go as if she had forgotten it: others see a taken case that becomes free', async () => {
    const consultationId = await ask(world, karin, true);
    await flag(world, omar, { consultationId });
    const caseId = await caseOf(consultationId);
    const forgotten = await caseWithoutHer();
    await takeCase(world.services, mia.hat, caseId);
    await takeCase(world.services, mia.hat, forgotten);
    await answer(world, mia, consultationId, true);

    expect(await caseAs(world, mia, caseId)).toBeNull();
    await expect(decideCase(world.services, mia.hat, 'HIDE', reasons(caseId))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await casesOf(world, mia, 'MINE')).map(({ id }) => id)).toEqual([forgotten]);

    const seenByNils = async () =>
      (await Promise.all([caseId, forgotten].map((id) => caseAs(world, nils, id)))).map((seen) => ({
        state: seen?.state,
        taken: seen?.taken,
        possibleActions: seen?.post.possibleActions,
      }));
    const [one, other] = await seenByNils();
    expect(one).toEqual(other);
    expect(one).toMatchObject({ taken: true, possibleActions: [] });
    world.clock.advance(24 * hourInMs);
    const [later, otherLater] = await seenByNils();
    expect(later).toEqual(otherLater);
    await decideCase(world.services, nils.hat, 'HIDE', reasons(caseId));
  });
});

describe('pages', () => {
  test('come out whole, however many cases are kept away', async () => {
    const free: string[] = [];
    for (let at = 0; at < 4; at += 1) {
      const hers = await ask(world, mia, true);
      await flag(world, omar, { consultationId: hers });
      free.push(await caseWithoutHer());
      world.clock.advance(hourInMs);
    }
    const listed = (await casesOf(world, mia, 'OPEN')).map(({ id }) => id).filter((id) => free.includes(id));
    expect(listed).toEqual(free);
    const all = (await casesOf(world, nils, 'OPEN')).length;
    expect(await casesOf(world, mia, 'OPEN')).toHaveLength(all - 4);
    expect(await countsOf(world, mia)).toEqual({ open: all - 4, mine: 0 });
  });
});

describe('what is stored', () => {
  test('no statement carries a moderator’s id beside a consultation of her anonymous posts', async () => {
    const hers = await ask(world, mia, true);
    await flag(world, omar, { consultationId: hers });
    const statements: string[] = [];
    const { servicePool } = world.services.db;
    const query = servicePool.query;
    servicePool.query = function recorded(...args: unknown[]) {
      statements.push(JSON.stringify(args));
      return Reflect.apply(query, servicePool, args);
    } as typeof query;
    try {
      await casesOf(world, mia, 'OPEN');
      await countsOf(world, mia);
      await caseAs(world, mia, await caseOf(hers));
    } finally {
      servicePool.query = query;
    }
    const naming = (text: string) => statements.filter((statement) => statement.includes(text));
    expect(naming(mia.hat.moderatorId).length).toBeGreaterThan(0);
    expect(naming(hers).length).toBeGreaterThan(0);
    const both = naming(hers).filter((statement) => statement.includes(mia.hat.moderatorId));
    expect(both).toEqual([]);
  });
});
