import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findActor } from '../../api/access/actor.ts';
import { requirePhysician } from '../../api/access/grants.ts';
import { postAnswer } from '../../api/answers/post-answer.ts';
import { appealDecision } from '../../api/appeals/appeal-decision.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import { appeal, burden, objection } from '../support/appeals.ts';
import { answer, ask, type Colleague, question } from '../support/forum.ts';
import { imageInput, uploadPicture } from '../support/images.ts';
import { type Moderator, moderator } from '../support/moderation.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';
import { answerConsent, recordingEnv } from '../support/telemetry.ts';
import { holdTestCeremony } from '../support/vault.ts';

/** Images and appeals are told of like every act: under a name with consent, else counted. */

let server: TestServer;
let owner: pg.Client;
let karin: Member;
let her: Colleague;
let mia: Moderator;

beforeAll(async () => {
  server = await startTestServer({ env: recordingEnv });
  owner = new pg.Client(server.database.owner);
  await owner.connect();
  await holdTestCeremony(server);
  karin = await signInAs(server, { specialtyCode: 'internmedicin' });
  const actor = await findActor(server.services.db.service, karin.id);
  if (!actor) throw new Error('nobody');
  her = { actor, grant: requirePhysician(actor) };
  mia = await moderator(server);
});
afterAll(async () => {
  await owner?.end();
  await server?.close();
});
beforeEach(async () => {
  await answerConsent(server.services, karin.id, true);
  await forget();
});

const forget = () => owner.query('TRUNCATE telemetry.outbox, telemetry.anonymous_mark');

/** What is told of and what is counted, without the post itself. */
async function recorded() {
  const { rows } = await owner.query<{ payload: string; hour: Date; named: boolean }>(
    `SELECT payload, hour, true AS named FROM telemetry.outbox
     UNION ALL SELECT payload, hour, false FROM telemetry.anonymous_mark`,
  );
  return rows
    .map(({ payload, hour, named }) => ({ ...JSON.parse(payload), hour: hour.toISOString(), named }))
    .filter(({ event }: { event: string }) => /image|appeal/.test(event));
}

const thisHour = () => new Date(Math.floor(server.clock.now().getTime() / hourInMs) * hourInMs).toISOString();

async function pictures(count: number) {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) ids.push(await uploadPicture(karin.client));
  return ids.map((id) => imageInput(id));
}

describe('images in a post', () => {
  it('under a name are told of once, in steps, with consent only', async () => {
    await ask(server, her, false, { images: await pictures(2) });
    const told = { event: 'images.attached', properties: { count: '2-3' }, hour: thisHour(), named: true };
    expect(await recorded()).toEqual([told]);
    await forget();
    await ask(server, her, false);
    expect(await recorded()).toEqual([]);
    await answerConsent(server.services, karin.id, false);
    await ask(server, her, false, { images: await pictures(1) });
    expect(await recorded()).toEqual([]);
  });

  it('of an anonymous question or answer are counted, whatever she agrees to', async () => {
    const event = 'anonymous.images.attached';
    const counted = { event, properties: { count: '1' }, hour: thisHour(), named: false };
    for (const agreed of [true, false]) {
      await answerConsent(server.services, karin.id, agreed);
      await forget();
      await ask(server, her, true, { images: await pictures(1) });
      expect(await recorded()).toEqual([counted]);
    }
  });

  it('of a question that is held back are counted as of the hour in which it appears', async () => {
    const id = await ask(server, her, true, { images: await pictures(1), holdBack: 'ONE_DAY' });
    const { postedAt } = await server.services.db.service.consultation.findUniqueOrThrow({
      where: { id },
      select: { postedAt: true },
    });
    expect(await recorded()).toMatchObject([{ hour: postedAt.toISOString(), named: false }]);
    expect(postedAt.toISOString()).not.toBe(thisHour());
  });

  it('in an answer likewise, under either face', async () => {
    const post = async (anonymous: boolean) => {
      const consultationId = await ask(server, her, false);
      await forget();
      const input = { consultationId, anonymous, body: `${question.body} ${anonymous}` };
      await postAnswer(server.services, her.grant, { ...input, images: await pictures(1) });
      return recorded();
    };
    expect(await post(false)).toMatchObject([{ event: 'images.attached', named: true }]);
    expect(await post(true)).toMatchObject([{ event: 'anonymous.images.attached', named: false }]);
  });

  it('that cannot be attached are neither', async () => {
    const [gone] = await pictures(1);
    if (!gone) throw new Error('no picture');
    await ask(server, her, false, { images: [gone] });
    await forget();
    await expect(ask(server, her, true, { images: [gone] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await recorded()).toEqual([]);
  });
});

describe('an appeal', () => {
  it.each([
    ['under a name is told of', false, { event: 'appeal.filed', properties: {}, named: true }],
    [
      'of an anonymous author is counted',
      true,
      { event: 'anonymous.appeal.filed', properties: {}, named: false },
    ],
  ])('%s, once', async (_how, anonymous, expected) => {
    const consultationId = await ask(server, her, anonymous);
    await answer(server, her, consultationId, anonymous);
    const decisionId = await burden(server, mia, { consultationId }, 'HIDE');
    await forget();
    await appeal(server, her, decisionId);
    expect(await recorded()).toEqual([{ ...expected, hour: thisHour() }]);
    await expect(
      appealDecision(server.services, her.grant, { decisionId, text: objection }),
    ).rejects.toMatchObject({ code: 'ALREADY_APPEALED' });
    expect(await recorded()).toHaveLength(1);
  });
});
