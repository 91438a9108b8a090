import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindOfExpiry } from '../../api/images/remind-of-expiry.ts';
import { Town } from '../privacy/town.ts';
import { imageInput, uploadPicture } from '../support/images.ts';
import type { Member } from '../support/server.ts';

let town: Town;
let asker: Member;
let colleague: Member;

beforeAll(async () => {
  town = await Town.open();
  asker = await town.member('Astrid Fråga');
  colleague = await town.member('Kerstin Kollega');
});
afterAll(() => town.close());

const withImages = async (by: Member, number = 1) => {
  const ids: string[] = [];
  while (ids.length < number) ids.push(await uploadPicture(by.client));
  return { images: ids.map((id) => imageInput(id)) };
};

async function expiringOf(by: Member): Promise<object[]> {
  const { data } = await by.client.graphql(
    'physician',
    '{ myExpiringImages { consultationId answerId title images expiresOn } }',
  );
  return (data?.myExpiringImages ?? []) as object[];
}

describe('images that go soon', () => {
  it('are told to their owner by post, whatever her face, and to nobody else; the mail counts the same', async () => {
    const named = await town.ask(asker, false, { ...(await withImages(asker, 2)), title: 'I eget namn' });
    const thread = await town.ask(colleague, true, { title: 'En kollegas fråga' });
    const answer = await town.answer(asker, thread, true, await withImages(asker));
    expect(await expiringOf(asker), 'sixty days are long').toEqual([]);
    expect(await remindOfExpiry(town.server.services)).toBe(0);

    town.server.clock.advance(46 * 86_400_000);
    const expected = [
      { consultationId: named, answerId: null, title: 'I eget namn', images: 2 },
      { consultationId: thread, answerId: answer, title: 'En kollegas fråga', images: 1 },
    ].map((post) => expect.objectContaining(post));
    expect(await expiringOf(asker)).toHaveLength(2);
    expect(await expiringOf(asker)).toEqual(expect.arrayContaining(expected));
    expect(await expiringOf(colleague)).toEqual([]);
    expect(await remindOfExpiry(town.server.services), 'one mail, for both faces').toBe(1);

    const { data } = await asker.client.graphql(
      'physician',
      'query ($id: ID!) { consultation(id: $id) { images { id } } }',
      { id: named },
    );
    const shown = data?.consultation as { images: { id: string }[] } | null;
    expect(shown?.images).toHaveLength(2);
    for (const { id } of shown?.images ?? []) await town.call(asker, 'physician', 'extendImage', { id });
    expect(await expiringOf(asker)).toEqual([expected[1]]);
  });

  it('in a thread that moderation has hidden are not told, nor is its title', async () => {
    const moderator = await town.member('Moa Moderator', { moderator: true });
    const thread = await town.ask(colleague, false, { title: 'Den här doldes' });
    await town.answer(asker, thread, false, await withImages(asker));
    town.server.clock.advance(50 * 86_400_000);
    const titles = async () => JSON.stringify(await expiringOf(asker));
    expect(await titles()).toContain('Den här doldes');
    await moderator.client.signIn(moderator.email, moderator.password);
    const { id: caseId } = await town.call(moderator, 'moderation', 'openCase', {
      input: { consultationId: thread },
    });
    await town.call(moderator, 'moderation', 'hidePost', {
      input: { caseId, rule: 'PATIENT_PRIVACY', statement: 'Patienten kan kännas igen.' },
    });
    expect(await titles()).not.toContain('Den här doldes');
  });
});
